<?php

/** What `wp help dynamic-cache` says above the list of commands. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use WP_CLI\Dispatcher\CommandNamespace;

/**
 * Looks after the page cache: what it does, why, and what it forgets.
 *
 * ## EXAMPLES
 *
 *     # What is on, and what is in the way.
 *     $ wp dynamic-cache status
 *
 *     # Why is this page not cached?
 *     $ wp dynamic-cache explain https://example.com/shop/
 */
final class Overview extends CommandNamespace {}
