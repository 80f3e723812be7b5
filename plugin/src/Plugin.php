<?php

/** The composition root: which features there are, and what each of them is made of. */

declare(strict_types=1);

namespace DynamicCache;

use DynamicCache\Admin\NetworkPage;
use DynamicCache\Admin\Notice;
use DynamicCache\Admin\Page;
use DynamicCache\Edge\Connection;
use DynamicCache\Edge\Credentials;
use DynamicCache\Edge\EdgeStatus;
use DynamicCache\Install\Activation;
use DynamicCache\Install\ChangeSettings;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\EngineVersion;
use DynamicCache\Install\FreshStart;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Install\Upgrade;
use DynamicCache\Purge\ChangeListeners;
use DynamicCache\Purge\PurgeQueue;
use DynamicCache\Purge\Sweep;
use DynamicCache\Rest\AnswerChallenge;
use DynamicCache\Rest\PatchSettings;
use DynamicCache\Rest\PurgePages;
use DynamicCache\Rest\ReadPurges;
use DynamicCache\Rest\ReadSettings;
use DynamicCache\Rest\ReadStatus;
use DynamicCache\Rest\Routes;
use DynamicCache\Settings\DropinConfig;
use DynamicCache\Settings\RegisteredOption;
use DynamicCache\Settings\SettingsRepository;
use DynamicCache\Tags\RenderObserver;

final class Plugin
{
    private readonly Paths $paths;
    private readonly SettingsRepository $settings;
    private readonly DropinConfig $dropinConfig;
    private readonly Installation $installation;

    public function __construct(private readonly string $mainFile)
    {
        $this->paths = Paths::of_wordpress();
        $this->settings = SettingsRepository::of_site();
        $this->dropinConfig = new DropinConfig(
            $this->paths,
            $this->settings,
            static fn(): ?array => Credentials::load()->engine_part(),
        );
        $this->installation = Installation::of($mainFile, $this->paths);
    }

    public function boot(): void
    {
        $features = EngineVersion::is_another() ? $this->features_after_update() : $this->features();
        foreach ($features as $feature) {
            $feature->boot();
        }
    }

    /** @return list<Feature> */
    private function features(): array
    {
        require_once __DIR__ . '/Purge/functions.php';
        $change = new ChangeSettings($this->mainFile, $this->settings, $this->dropinConfig, $this->installation);
        $diagnosis = new Diagnosis($this->paths, $this->settings, $this->installation);
        $queue = PurgeQueue::of_site();
        $edge = Connection::of_wordpress();

        return [
            new Capabilities(),
            new RegisteredOption($this->settings),
            $this->dropinConfig,
            new Activation($this->mainFile, $this->settings, $change, $this->dropinConfig),
            new FreshStart($queue),
            new RenderObserver(),
            new ChangeListeners(),
            Sweep::of_wordpress(),
            $edge,
            new Routes([
                new ReadStatus($this->settings, $diagnosis, new EdgeStatus($edge)),
                new ReadSettings($this->settings),
                new PatchSettings($this->settings, $change),
                new PurgePages($queue),
                new ReadPurges(),
                new AnswerChallenge(static fn(): ?string => Credentials::load()->verifying()),
            ]),
            new Page($this->mainFile),
            ...(is_multisite() ? [new NetworkPage()] : []),
            new Notice($this->settings, $diagnosis),
        ];
    }

    /**
     * The engine that answered this request is another version's: its classes and ours must not meet.
     *
     * @return list<Feature>
     */
    private function features_after_update(): array
    {
        return [
            new Capabilities(),
            new Upgrade($this->paths, $this->settings, $this->dropinConfig, $this->installation),
        ];
    }
}
