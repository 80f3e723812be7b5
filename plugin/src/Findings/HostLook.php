<?php

/**
 * A look at the host before and after the cache is switched on: what is there, what it means, what to do. Asks nobody
 * but the site itself (at most three requests), and changes nothing. What keeps an installation from working that is
 * there already, Install\Diagnosis tells (InstallFindings).
 */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Findings\Host\FolderLook;
use DynamicCache\Findings\Host\HomePageLook;
use DynamicCache\Findings\Host\NeighbourLook;
use DynamicCache\Findings\Host\PhpLook;
use DynamicCache\Findings\Host\SiteLook;
use DynamicCache\Findings\Host\SwitchLook;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\SettingsRepository;

final class HostLook
{
    public function __construct(
        private readonly Paths $paths,
        private readonly Diagnosis $diagnosis,
        private readonly Settings $settings,
        private readonly Loopback $loopback,
    ) {}

    public static function of_site(): self
    {
        $repository = SettingsRepository::of_site();

        return self::with($repository->all(), $repository);
    }

    /** With settings that need not be saved. */
    public static function with(Settings $settings, SettingsRepository $repository): self
    {
        $paths = Paths::of_wordpress();
        $mainFile = dirname(__DIR__, 2) . '/ai-wp-dynamic-cache.php';
        $diagnosis = new Diagnosis($paths, $repository, Installation::of($mainFile, $paths));

        return new self($paths, $diagnosis, $settings, Loopback::of_site());
    }

    /** @return list<Finding> */
    public function findings(): array
    {
        $self = (new SelfTest($this->loopback, time(...)))->run();
        $facts = $self->facts ?? WebFacts::here();
        $isReachable = $self->trouble === null;
        // On the command line PHP may be another one; in a web request it is the one that renders.
        $isSeen = $self->facts !== null || PHP_SAPI !== 'cli';

        return [
            $self->finding,
            ...($isReachable ? HomePageLook::findings($this->loopback) : []),
            ...($isSeen ? PhpLook::findings($facts) : []),
            ...(new FolderLook($this->paths, $isReachable ? $this->loopback : null))->findings($this->settings->diskMaxBytes),
            ...($this->settings->enabled ? [] : (new SwitchLook($this->paths, $this->diagnosis))->findings()),
            ...($this->settings->enabled ? EarlyStartLook::with(static fn(): ?WebFacts => $self->facts)->findings($this->settings) : []),
            ...($this->settings->enabled && $isReachable ? (new DirectLook($this->loopback))->findings($this->settings, time()) : []),
            ...NeighbourLook::findings($this->settings, $facts),
            ...(new SiteLook($facts, $isSeen))->findings($this->settings, time()),
        ];
    }

    public function diagnosis(): Diagnosis
    {
        return $this->diagnosis;
    }
}
