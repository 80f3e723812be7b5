/** Throw-away WordPresses: one is installed with content, and each contestant gets a copy of it under its own port. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../../../scripts/stack/ports.ts';
import type { ServedSite } from '../machine/configs.ts';
import type { MariaDb } from '../machine/mariadb.ts';

const run = promisify(execFile);
export const plugin = fileURLToPath(new URL('../../../plugin', import.meta.url));
const scripts = fileURLToPath(new URL('../php/', import.meta.url));

export class UnableToPrepare extends Error {}

/** The WordPress that copies are made of. */
export interface Template {
  root: string;
  /** Null: SQLite, in a file below the root. */
  server: MariaDb | null;
}

/** Runs one of the scripts in ../php with the site as its first argument; gives what it prints. */
export async function inSite(script: string, root: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await run('php', [`${scripts}${script}`, root, ...args], { maxBuffer: 16_777_216 });
    return stdout;
  } catch (thrown) {
    const { stdout, stderr } = Object(thrown);
    throw new UnableToPrepare(`${script} failed in ${root}: ${stdout ?? ''}${stderr ?? ''}`);
  }
}

/** The first WordPress, installed; copies are made of it before anything is switched on. */
export async function installTemplate(
  core: string,
  folder: string,
  server: MariaDb | null,
): Promise<Template> {
  const root = `${folder}/template`;
  await copyFolder(core, root);
  if (server !== null) {
    await rm(`${root}/wp-content/db.php`);
    await server.create(databaseOf('template'));
  }
  await writeFile(`${root}/wp-config.php`, wpConfig(await freePort(), server, 'template'));
  await inSite('install.php', root);
  return { root, server };
}

/** A copy of the template that answers under a port of its own. */
export async function copySite(template: Template, folder: string, name: string): Promise<ServedSite> {
  const root = `${folder}/${name}`;
  const port = await freePort();
  await copyFolder(template.root, root);
  await template.server?.copy(databaseOf('template'), databaseOf(name));
  await writeFile(`${root}/wp-config.php`, wpConfig(port, template.server, name));
  return { name, port, root };
}

function databaseOf(site: string): string {
  return `site_${site.replaceAll(/[^a-z0-9]/gi, '_')}`;
}

/** Switches our cache on in a site, as its owner would, with further settings. */
export async function switchOn(site: ServedSite, settings: object = {}): Promise<void> {
  const folder = `${site.root}/wp-content/plugins/ai-wp-dynamic-cache`;
  // A folder, as sites have it: a link would be followed with every hit.
  if (!existsSync(folder)) await run('cp', ['-al', `${plugin}/.`, folder]);
  await inSite('switch-on.php', site.root, JSON.stringify({ enabled: true, ...settings }));
}

/** Files that nobody writes to are shared by hard links; what a site may change is copied. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await run('cp', ['-al', `${from}/.`, to]);
  for (const own of ['wp-config.php', 'wp-content/database', 'wp-content/uploads']) {
    await run('rm', ['-rf', `${to}/${own}`]);
    await cp(`${from}/${own}`, `${to}/${own}`, { recursive: true }).catch(() => undefined);
  }
}

/** The build is what an archive has in its main file: with it the plugin loads as one file, as it does where it is installed. */
function wpConfig(port: number, server: MariaDb | null, name: string): string {
  const [user, host] = server === null ? ['', ''] : ['root', `localhost:${server.socket}`];
  const home = `http://127.0.0.1:${port}`;
  const keys = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [
    `${name}_KEY`,
    `${name}_SALT`,
  ]);
  return `<?php
define( 'DB_NAME', '${databaseOf(name)}' );
define( 'DB_USER', '${user}' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '${host}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
${keys.map((key) => `define( '${key}', 'bench-${key}' );`).join('\n')}
define( 'WP_HOME', '${home}' );
define( 'WP_SITEURL', '${home}' );
define( 'DISABLE_WP_CRON', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'DYNAMIC_CACHE_BUILD', 'bench' );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {
	define( 'ABSPATH', __DIR__ . '/' );
}
require_once ABSPATH . 'wp-settings.php';
`;
}
