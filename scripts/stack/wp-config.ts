import { existsSync, writeFileSync } from 'node:fs';
import type { DataPaths } from './data-folder.ts';
import { freshSecret } from './dev-env.ts';

/** What of the configuration depends on this start. */
export type WordPressSettings = {
  databaseFolder: string;
  siteUrl: string;
  phpLog: string;
  bootstrapSecret: string;
  sandboxToken: string;
  journal: 'WAL' | 'DELETE';
};

/**
 * `wp-config.php` is written once: the plugin edits it when the cache is switched on and must be able to restore
 * it byte for byte. What changes from start to start is in `wp-dev-config.php` beside it.
 */
export function writeWordPressConfig(paths: DataPaths, settings: WordPressSettings): void {
  if (!existsSync(paths.wpConfig)) {
    writeFileSync(paths.wpConfig, wpConfig(), { mode: 0o640 });
  }
  writeFileSync(paths.wpDevConfig, wpDevConfig(settings), { mode: 0o640 });
}

function wpConfig(): string {
  const keys = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [
    `${name}_KEY`,
    `${name}_SALT`,
  ]);
  return `<?php
/**
 * Written once by \`npm start\`. Addresses and switches of the current start are in wp-dev-config.php.
 */

require __DIR__ . '/wp-dev-config.php';

// The database is SQLite (wp-content/db.php); WordPress wants these names all the same.
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );

${keys.map((key) => `define( '${key}', '${freshSecret()}${freshSecret().slice(0, 21)}' );`).join('\n')}

$table_prefix = 'wp_';

if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}

require_once ABSPATH . 'wp-settings.php';
`;
}

function wpDevConfig(settings: WordPressSettings): string {
  const constants: [string, string | boolean][] = [
    ['WP_HOME', settings.siteUrl],
    ['WP_SITEURL', settings.siteUrl],
    ['WP_ENVIRONMENT_TYPE', 'local'],
    ['WP_DEBUG', true],
    ['WP_DEBUG_DISPLAY', false],
    ['WP_DEBUG_LOG', settings.phpLog],
    // The site works without a network: nothing is asked of the outside, so nothing waits for it.
    ['WP_HTTP_BLOCK_EXTERNAL', true],
    ['WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost'],
    ['AUTOMATIC_UPDATER_DISABLED', true],
    ['WP_AUTO_UPDATE_CORE', false],
    ['DB_DIR', settings.databaseFolder],
    ['SQLITE_JOURNAL_MODE', settings.journal],
    ['DYNAMIC_CACHE_EDGE_BOOTSTRAP_SECRET', settings.bootstrapSecret],
    ['DYNAMIC_CACHE_SANDBOX_TOKEN', settings.sandboxToken],
  ];
  return `<?php
/**
 * Written by every \`npm start\`: edits are lost. PHP-WASM may have set some of these itself.
 */

foreach (
	array(
${constants.map(([name, value]) => `\t\t'${name}' => ${phpLiteral(value)},`).join('\n')}
	) as $dynamic_cache_name => $dynamic_cache_value
) {
	defined( $dynamic_cache_name ) || define( $dynamic_cache_name, $dynamic_cache_value );
}
unset( $dynamic_cache_name, $dynamic_cache_value );
`;
}

function phpLiteral(value: string | boolean): string {
  return typeof value === 'boolean' ? String(value) : `'${value.replace(/[\\']/g, '\\$&')}'`;
}
