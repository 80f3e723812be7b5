import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DataPaths } from './data-folder.ts';
import type { Lifetime } from './lifetime.ts';
import { startServer } from './processes.ts';
import { PLUGIN_SLUG, repository } from './repository.ts';
import type { ServedSite, SiteRuntime } from './site-runtime.ts';
import { unlinkPlugin } from './wordpress-files.ts';

const PHP = '8.4';

// One is not enough: a request that calls the site itself would wait for itself for ever. Each costs 300 MB.
const WORKERS = 3;

// Where PHP finds what is mounted from the data folder.
const LOGS = '/dynamic-cache-logs';
const DATABASE = '/dynamic-cache-database';

/** PHP compiled to WebAssembly, for machines without a PHP of their own: nothing to install, ten times slower. */
export function wasmPhp(why: string): SiteRuntime {
  return {
    name: 'wasm',
    title: `PHP-WASM ${PHP} (${why})`,
    phpLog: () => `${LOGS}/php.log`,
    databaseFolder: () => DATABASE,
    // The write-ahead log needs memory that processes share, which WebAssembly has not.
    journal: 'DELETE',
    placePlugin: unlinkPlugin,
    start: startPlayground,
  };
}

function startPlayground(paths: DataPaths, site: ServedSite, lifetime: Lifetime) {
  const mounts: [string, string, string][] = [
    ['--mount-dir-before-install', paths.wordpress, '/wordpress'],
    ['--mount-dir-before-install', paths.logs, LOGS],
    ['--mount-dir-before-install', paths.database, DATABASE],
    ['--mount-dir', site.plugin, `/wordpress/wp-content/plugins/${PLUGIN_SLUG}`],
  ];
  const options: [string, ...string[]][] = [
    ['--port', String(site.port)],
    ['--site-url', site.url],
    ['--php', PHP],
    ['--workers', String(WORKERS)],
    ['--redis'],
    // We install WordPress and its database driver ourselves, in the same way for both runtimes.
    ['--wordpress-install-mode', 'do-not-attempt-installing'],
    ['--skip-sqlite-setup'],
    // Playground has defaults of its own for these, set before wp-config.php is read.
    ['--define-bool', 'WP_DEBUG', 'true'],
    ['--define-bool', 'WP_DEBUG_DISPLAY', 'false'],
    ['--define', 'WP_DEBUG_LOG', `${LOGS}/php.log`],
  ];
  return startServer(
    {
      name: 'PHP-WASM',
      command: process.execPath,
      args: [join(repository.playground, 'wp-playground.js'), 'server', ...options.flat(), ...mounts.flat()],
      env: {
        NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'listen-on-loopback.mjs')).href}`,
      },
      cwd: paths.root,
      logFile: join(paths.logs, 'php-server.log'),
    },
    lifetime,
  );
}
