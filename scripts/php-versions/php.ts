/**
 * PHP of the versions that this machine has not: compiled to WebAssembly, with the packages that `npm start` brings
 * along. It has no processes, no sockets and no locks; what needs those is tested under the PHP of the machine.
 */
import { createNodeFsMountHandler, loadNodeRuntime } from '@php-wasm/node';
import { PHP, PHPRequestHandler, setPhpIniEntries } from '@php-wasm/universal';

/** What the plugin promises besides the version of this machine. */
export const VERSIONS = ['8.3', '8.4', '8.5'] as const;
export type Version = (typeof VERSIONS)[number];

/** Folder inside PHP → folder of this machine. */
export type Mounts = Readonly<Record<string, string>>;

const INI = {
  memory_limit: '512M',
  error_reporting: '-1',
  display_errors: '1',
  log_errors: '0',
  'opcache.enable': '1',
  // Without it there is no opcache_compile_file(), which compiles a file and runs nothing of it.
  'opcache.enable_cli': '1',
  // WebAssembly has no processes; whoever asks for one finds none.
  disable_functions: 'popen,proc_open,shell_exec,exec,system,passthru',
};

async function startPhp(version: Version, mounts: Mounts): Promise<PHP> {
  const php = new PHP(await loadNodeRuntime(version, { emscriptenOptions: { processId: 1 } }));
  await setPhpIniEntries(php, INI);
  for (const [inside, outside] of Object.entries(mounts)) {
    php.mkdir(inside);
    await php.mount(inside, createNodeFsMountHandler(outside));
  }
  return php;
}

/** Runs `php ARGUMENTS` in the first of the mounted folders. */
export async function runPhp(
  version: Version,
  mounts: Mounts,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  const php = await startPhp(version, mounts);
  php.chdir(Object.keys(mounts)[0] ?? '/');
  try {
    const run = await php.cli(['php', ...args]);
    const [out, error, code] = await Promise.all([run.stdoutText, run.stderrText, run.exitCode]);
    return { code, output: `${out}${error}` };
  } finally {
    php.exit();
  }
}

/** A web server for the first of the mounted folders; each request is a new one for PHP, as under FPM. */
export async function servePhp(version: Version, mounts: Mounts, url: string): Promise<PHPRequestHandler> {
  const documentRoot = Object.keys(mounts)[0] ?? '/';
  return new PHPRequestHandler({
    documentRoot,
    absoluteUrl: url,
    maxPhpInstances: 1,
    // As a web server with permalinks: what is no file is WordPress' own.
    getFileNotFoundAction: () => ({ type: 'internal-redirect', uri: '/index.php' }),
    phpFactory: () => startPhp(version, mounts),
  });
}
