<?php

/** What `wp help dynamic-cache pages` says above the list of commands. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use WP_CLI\Dispatcher\CommandNamespace;

/**
 * Lists the pages that were rendered for the cache, and purges or warms those that match.
 *
 * ## EXAMPLES
 *
 *     # What is not stored, and why.
 *     $ wp dynamic-cache pages list --status=not-cached
 *
 *     # Everything below /shop/, anew.
 *     $ wp dynamic-cache pages purge --search=/shop/
 */
final class PagesOverview extends CommandNamespace {}
