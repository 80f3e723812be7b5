<?php

/** What `wp help dynamic-cache outbox` says above the list of commands. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use WP_CLI\Dispatcher\CommandNamespace;

/**
 * Shows what the edge and Cloudflare's own cache have not been told yet, tries it now, or drops it.
 *
 * ## EXAMPLES
 *
 *     $ wp dynamic-cache outbox list
 *
 *     # After the Worker is back.
 *     $ wp dynamic-cache outbox retry --all
 */
final class OutboxOverview extends CommandNamespace {}
