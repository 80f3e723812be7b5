<?php

/**
 * Runs when the cache is switched off, on deactivation and on uninstall: takes our line out of wp-config.php, removes
 * our drop-in and puts back the one that was there before. One step that fails does not stop the others.
 */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Disable
{
    public function __construct(
        private readonly Dropin $dropin,
        private readonly WpConfigFile $wpConfig,
    ) {}

    /** @return list<InstallFailure> what could not be taken back */
    public function run(): array
    {
        $failures = [];
        foreach ([$this->wpConfig->switch_back(...), $this->dropin->remove(...)] as $step) {
            try {
                $step();
            } catch (InstallFailure $failure) {
                $failures[] = $failure;
            }
        }

        return $failures;
    }
}
