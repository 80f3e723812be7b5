<?php

/** What `wp help dynamic-cache proof` says above the list of commands. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use WP_CLI\Dispatcher\CommandNamespace;

/**
 * Compares stored pages with what WordPress renders now. A page that is wrong is purged at every layer.
 *
 * ## EXAMPLES
 *
 *     # How many pages were checked this week.
 *     $ wp dynamic-cache proof status
 *
 *     # Check one page now.
 *     $ wp dynamic-cache proof run https://example.org/menu/
 */
final class ProofOverview extends CommandNamespace {}
