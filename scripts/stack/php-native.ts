import { join } from 'node:path';
import { z } from 'zod';
import type { DataPaths } from './data-folder.ts';
import type { Lifetime } from './lifetime.ts';
import { runCommand, startServer } from './processes.ts';
import type { ServedSite, SiteRuntime } from './site-runtime.ts';
import { linkPlugin } from './wordpress-files.ts';

const OLDEST_PHP = 80200;

/** The PHP of this machine, or the reason why it cannot run the site. */
export type NativePhp = { usable: true; version: string } | { usable: false; reason: string };

const Probe = z.object({ id: z.number(), version: z.string(), sqlite: z.boolean() });

/** Asks the installed PHP for what the site needs of it. */
export async function findNativePhp(): Promise<NativePhp> {
  const code = `echo json_encode(['id' => PHP_VERSION_ID, 'version' => PHP_VERSION, 'sqlite' => extension_loaded('pdo_sqlite')]);`;
  const result = await runCommand('php', ['-r', code]);
  if (!result.ok) {
    return { usable: false, reason: 'no `php` command is installed' };
  }
  const php = Probe.safeParse(parseJson(result.stdout));
  if (!php.success) {
    return { usable: false, reason: 'the installed `php` command does not answer as PHP does' };
  }
  if (php.data.id < OLDEST_PHP) {
    return { usable: false, reason: `the installed PHP ${php.data.version} is older than 8.2` };
  }
  if (!php.data.sqlite) {
    return { usable: false, reason: `the installed PHP ${php.data.version} has no pdo_sqlite extension` };
  }
  return { usable: true, version: php.data.version };
}

/** The PHP of this machine with its built-in server. */
export function nativePhp(version: string): SiteRuntime {
  return {
    name: 'native',
    title: `PHP ${version}`,
    phpLog: (paths) => paths.phpLog,
    databaseFolder: (paths) => paths.database,
    journal: 'WAL',
    placePlugin: linkPlugin,
    start: startBuiltInServer,
  };
}

function startBuiltInServer(paths: DataPaths, site: ServedSite, lifetime: Lifetime) {
  const settings = {
    upload_max_filesize: '64M',
    post_max_size: '64M',
    memory_limit: '256M',
    display_errors: '0',
    log_errors: '1',
    // Edits of the plugin count from the next request on.
    'opcache.revalidate_freq': '0',
    // WordPress would otherwise look for a mail server of this machine.
    sendmail_path: 'true',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-d', `${name}=${value}`]);
  const router = join(import.meta.dirname, 'php-router.php');
  return startServer(
    {
      name: 'PHP',
      command: 'php',
      args: [...options, '-S', `127.0.0.1:${site.port}`, '-t', paths.wordpress, router],
      // More than one, because the site calls itself (cron, checks of the cache).
      env: { PHP_CLI_SERVER_WORKERS: '4' },
      cwd: paths.wordpress,
      logFile: join(paths.logs, 'php-server.log'),
    },
    lifetime,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
