<?php

/** Before the cache is on: whether one click can switch it on, or what has to be written by hand. */

declare(strict_types=1);

namespace DynamicCache\Findings\Host;

use DynamicCache\Findings\Finding;
use DynamicCache\Findings\FindingStatus;
use DynamicCache\Install\AtomicFile;
use DynamicCache\Install\Diagnosis;
use DynamicCache\Install\DropinState;
use DynamicCache\Install\Paths;
use DynamicCache\Install\WpConfigText;

final class SwitchLook
{
    public function __construct(private readonly Paths $paths, private readonly Diagnosis $diagnosis) {}

    /** @return list<Finding> */
    public function findings(): array
    {
        $obstacles = [...$this->dropin(), ...$this->wp_config()];

        return $obstacles === [] ? [new Finding(
            'one-click',
            FindingStatus::Good,
            __('One click switches the cache on', 'ai-wp-dynamic-cache'),
            $this->diagnosis->wp_cache()
                ? __('The plugin may write its drop-in, and WP_CACHE is on already.', 'ai-wp-dynamic-cache')
                : __('The plugin may write its drop-in and the line for WP_CACHE in wp-config.php; switching off takes both back.', 'ai-wp-dynamic-cache'),
        )] : $obstacles;
    }

    /** @return list<Finding> */
    private function dropin(): array
    {
        $findings = [];
        if ($this->diagnosis->dropin() === DropinState::Foreign) {
            $findings[] = new Finding('dropin', FindingStatus::Warning, __('Another plugin has a drop-in here', 'ai-wp-dynamic-cache'), __('WordPress loads one wp-content/advanced-cache.php, and it is not of this plugin.', 'ai-wp-dynamic-cache'), __('Deactivate the other cache, or agree to replace its drop-in when you switch this one on; a copy is kept and put back.', 'ai-wp-dynamic-cache'));
        }
        if (!AtomicFile::is_writable($this->paths->content_dir())) {
            $findings[] = new Finding(
                'content-writable',
                FindingStatus::Warning,
                __('The drop-in cannot be written', 'ai-wp-dynamic-cache'),
                /* translators: %s: path of a folder */
                sprintf(__('The web server may not write %s.', 'ai-wp-dynamic-cache'), $this->paths->content_dir()),
                __('Allow it while you switch the cache on, or copy the text that is then shown to advanced-cache.php there.', 'ai-wp-dynamic-cache'),
            );
        }

        return $findings;
    }

    /** @return list<Finding> */
    private function wp_config(): array
    {
        $isWritable = AtomicFile::is_writable((string) realpath($this->paths->wp_config()))
            && AtomicFile::is_writable(dirname((string) realpath($this->paths->wp_config())));

        return $this->diagnosis->wp_cache() || $isWritable ? [] : [new Finding(
            'wp-config-writable',
            FindingStatus::Warning,
            __('wp-config.php cannot be written', 'ai-wp-dynamic-cache'),
            __('WordPress loads a drop-in only where WP_CACHE is on, and the plugin may not switch it on.', 'ai-wp-dynamic-cache'),
            /* translators: %s: a line of PHP */
            sprintf(__('Write %s at the top of wp-config.php, below its first line.', 'ai-wp-dynamic-cache'), WpConfigText::BY_HAND),
        )];
    }
}
