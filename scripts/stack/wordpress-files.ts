import {
  existsSync,
  lstatSync,
  mkdirSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { DataPaths } from './data-folder.ts';
import { installSqliteDriver } from './sqlite-driver.ts';
import { copyCore } from './wordpress-core.ts';

/** Makes the site's own WordPress folder from a core, with the database driver; an existing one is kept. */
export function makeWordPressFolder(core: string, paths: DataPaths): void {
  if (!existsSync(paths.wordpress)) {
    copyCore(core, paths.wordpress);
  }
  mkdirSync(join(paths.wpContent, 'plugins'), { recursive: true });
  mkdirSync(join(paths.wpContent, 'uploads'), { recursive: true });
  installSqliteDriver(paths);
}

/** Makes the working copy of the plugin the one that WordPress runs. */
export function linkPlugin(paths: DataPaths, plugin: string): void {
  unlinkPlugin(paths);
  mkdirSync(dirname(paths.pluginLink), { recursive: true });
  symlinkSync(plugin, paths.pluginLink, 'dir');
}

/** Takes the link away: PHP-WASM mounts the plugin at the same place and cannot follow links out of its folder. */
export function unlinkPlugin(paths: DataPaths): void {
  const found = lstatSync(paths.pluginLink, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    unlinkSync(paths.pluginLink);
  } else if (found !== undefined) {
    // The empty folder that a mount leaves behind; with files in it this fails, and rightly.
    rmdirSync(paths.pluginLink);
  }
}

/**
 * Writes WordPress' own "install.php drop-in", which replaces the default posts and the mail to the new
 * administrator. It is taken away once the installation is done.
 */
export function writeInstallDropIn(paths: DataPaths): () => void {
  const file = join(paths.wpContent, 'install.php');
  writeFileSync(file, INSTALL_DROP_IN);
  return () => rmSync(file, { force: true });
}

const INSTALL_DROP_IN = `<?php
/** Runs inside wp_install(), before WordPress tries out permalinks with a request to itself. */
function wp_install_defaults( $user_id ) {
	update_option( 'permalink_structure', '/%postname%/' );
	update_option( 'timezone_string', 'Europe/London' );
	update_option( 'show_avatars', 0 );
	update_option( 'blogdescription', 'Coffee, cake and bread on Mill Lane' );
	$category = wp_insert_term( 'Uncategorized', 'category' );
	update_option( 'default_category', $category['term_id'] );
	update_user_meta( $user_id, 'show_welcome_panel', 0 );
}

function wp_new_blog_notification( $blog_title, $blog_url, $user_id, $password ) {}
`;

/**
 * Stops WordPress from asking for updates: without a network every such check is a warning in the log, and the
 * log is where the plugin's own warnings are looked for.
 */
export function writeQuietUpdates(paths: DataPaths): void {
  mkdirSync(join(paths.wpContent, 'mu-plugins'), { recursive: true });
  writeFileSync(join(paths.wpContent, 'mu-plugins', 'local-no-update-checks.php'), NO_UPDATE_CHECKS);
}

const NO_UPDATE_CHECKS = `<?php
/** Plugin Name: No update checks on a local site (written by npm start) */
remove_action( 'init', 'wp_schedule_update_checks' );
foreach ( array( 'core', 'plugins', 'themes' ) as $dynamic_cache_part ) {
	remove_action( 'admin_init', '_maybe_update_' . $dynamic_cache_part );
}
unset( $dynamic_cache_part );
`;
