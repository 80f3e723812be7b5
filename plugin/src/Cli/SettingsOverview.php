<?php

/** What `wp help dynamic-cache settings` says above the list of commands. */

declare(strict_types=1);

namespace DynamicCache\Cli;

use WP_CLI\Dispatcher\CommandNamespace;

/**
 * Reads and changes the settings of the cache, with the same checks as the screen in wp-admin.
 *
 * ## EXAMPLES
 *
 *     # Keep pages for one day.
 *     $ wp dynamic-cache settings set ttl.page 86400
 *
 *     # Take the settings to another site.
 *     $ wp dynamic-cache settings export settings.json
 */
final class SettingsOverview extends CommandNamespace {}
