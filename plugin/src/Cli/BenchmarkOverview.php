<?php

/** What `wp help dynamic-cache benchmark` says above the list of commands. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use WP_CLI\Dispatcher\CommandNamespace;

/**
 * Measures this host: how fast each strategy is on the site's own pages, and whether it is safe.
 *
 * ## EXAMPLES
 *
 *     # Measure, and wait for the result.
 *     $ wp dynamic-cache benchmark run
 *
 *     # What the gates of the latest run saw.
 *     $ wp dynamic-cache benchmark show --evidence
 */
final class BenchmarkOverview extends CommandNamespace {}
