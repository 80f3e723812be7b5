<?php

/** The sites of a network, one after the other; a WordPress that is none is its own only site. */

declare(strict_types=1);

namespace DynamicCache\Install;

final class Sites
{
    /** @param \Closure(): void $work runs with the site as the current one */
    public static function each(bool $isForNetwork, \Closure $work): void
    {
        if (!is_multisite() || !$isForNetwork) {
            $work();

            return;
        }
        foreach (get_sites(['fields' => 'ids', 'number' => 0]) as $site) {
            switch_to_blog($site);
            try {
                $work();
            } finally {
                restore_current_blog();
            }
        }
    }
}
