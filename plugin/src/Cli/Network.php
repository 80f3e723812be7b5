<?php

/** `--network`: for a network only, and for who may steer it. */

declare(strict_types=1);

namespace DynamicCache\Cli;

final class Network
{
    public static function need(Terminal $terminal): void
    {
        if (!is_multisite()) {
            $terminal->refuse(__('--network is for a network of sites, and this WordPress is a single site.', 'ai-wp-dynamic-cache'));
        }
        Access::need($terminal, 'manage_network_options');
    }
}
