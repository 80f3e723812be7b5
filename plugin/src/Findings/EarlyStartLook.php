<?php

/** Whether early start works on this host, or would: the line in wp-config.php, and what a web request finds of it. */

declare(strict_types=1);

namespace DynamicCache\Findings;

use DynamicCache\Install\AtomicFile;
use DynamicCache\Install\EarlyStart;
use DynamicCache\Install\Installation;
use DynamicCache\Install\Paths;
use DynamicCache\Install\WaysSeen;
use DynamicCache\Settings\Settings;
use DynamicCache\Settings\Strategy;

final class EarlyStartLook
{
    /** @param \Closure(): ?WebFacts $facts what a web request finds here; null when the site cannot ask itself */
    private function __construct(
        private readonly Paths $paths,
        private readonly EarlyStart $earlyStart,
        private readonly \Closure $facts,
    ) {}

    /** @param \Closure(): ?WebFacts $facts */
    public static function with(\Closure $facts): self
    {
        $paths = Paths::of_wordpress();
        $mainFile = dirname(__DIR__, 2) . '/ai-wp-dynamic-cache.php';

        return new self($paths, Installation::of($mainFile, $paths)->early_start(), $facts);
    }

    /** @return list<Finding> none while it is not asked for */
    public function findings(Settings $settings): array
    {
        return match (true) {
            !$settings->earlyStart => [],
            is_multisite() => [self::finding(FindingStatus::Warning, __('A network has no early start', 'ai-wp-dynamic-cache'), __('Its sites are told apart by files that are not loaded yet. Every page comes by the drop-in, and is as right as without it.', 'ai-wp-dynamic-cache'), __('Switch early start off: it has no effect here.', 'ai-wp-dynamic-cache'))],
            $settings->strategy === Strategy::ObjectCache => [self::finding(FindingStatus::Info, __('Pages in Redis come by the drop-in', 'ai-wp-dynamic-cache'), __('Early start knows pages on disk alone.', 'ai-wp-dynamic-cache'))],
            $this->earlyStart->is_in_place() => [$this->in_place()],
            default => [$this->not_in_place()],
        };
    }

    private function in_place(): Finding
    {
        $facts = ($this->facts)();
        if ($facts !== null) {
            WaysSeen::remember(WaysSeen::EARLY_START, $facts->isEarly ? null : WaysSeen::SILENT, time());
        }

        return match (true) {
            $facts === null => self::finding(FindingStatus::Info, __('Early start is in place', 'ai-wp-dynamic-cache'), __('Whether it runs could not be seen, because the site cannot fetch its own pages.', 'ai-wp-dynamic-cache')),
            $facts->isEarly => self::finding(FindingStatus::Good, __('Early start works', 'ai-wp-dynamic-cache'), __('Stored pages are sent before any file of WordPress is loaded.', 'ai-wp-dynamic-cache')),
            default => self::finding(
                FindingStatus::Bad,
                __('Early start does not run', 'ai-wp-dynamic-cache'),
                __('Its line is in wp-config.php, and a web request does not come by it. Pages come by the drop-in meanwhile.', 'ai-wp-dynamic-cache'),
                __('Look whether WP_CACHE is set below the line, or PHP still runs an older wp-config.php: restart PHP.', 'ai-wp-dynamic-cache'),
                $this->earlyStart->by_hand(),
            ),
        };
    }

    private function not_in_place(): Finding
    {
        $file = (string) realpath($this->paths->wp_config());

        return AtomicFile::is_writable($file) && AtomicFile::is_writable(dirname($file))
            ? self::finding(FindingStatus::Info, __('Early start can be switched on', 'ai-wp-dynamic-cache'), __('Saving puts one line into wp-config.php, right before WordPress is loaded; switching off takes it out again.', 'ai-wp-dynamic-cache'))
            : self::finding(
                FindingStatus::Warning,
                __('wp-config.php cannot be written', 'ai-wp-dynamic-cache'),
                __('Early start needs one line there.', 'ai-wp-dynamic-cache'),
                /* translators: %s: a line of PHP */
                sprintf(__('Write %s right before the line that loads wp-settings.php, then save.', 'ai-wp-dynamic-cache'), $this->earlyStart->by_hand()),
            );
    }

    private static function finding(FindingStatus $status, string $title, string $detail, string $fix = '', string $evidence = ''): Finding
    {
        return new Finding('early-start', $status, $title, $detail, $fix, $evidence);
    }
}
