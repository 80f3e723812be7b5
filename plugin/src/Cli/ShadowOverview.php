<?php

/** What `wp help dynamic-cache shadow` says above the list of commands. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use WP_CLI\Dispatcher\CommandNamespace;

/**
 * Lets the cache watch only: pages are stored and compared, and every visitor gets the render of WordPress itself.
 *
 * ## EXAMPLES
 *
 *     $ wp dynamic-cache shadow start
 *     $ wp dynamic-cache shadow status
 *
 *     # Serve from the cache from now on.
 *     $ wp dynamic-cache shadow stop --serve
 */
final class ShadowOverview extends CommandNamespace {}
