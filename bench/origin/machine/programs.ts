/** The programs that the benchmark starts or calls; a missing one is named with the package that brings it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Programs {
  nginx: string;
  fpm: string;
  wrk: string;
  /** Null without redis-server, or without the extension for it: the rows about Redis are left out. */
  redis: string | null;
  /** Without it, or PHP's extension for it, the sites are on SQLite. */
  mariadb: boolean;
  /** Version of each, for the record. */
  versions: string[];
}

export class MissingProgram extends Error {}

/** Finds nginx, wrk and the PHP-FPM of the `php` on the path. */
export async function findPrograms(): Promise<Programs> {
  const php = await said('php', ['-r', 'echo PHP_MAJOR_VERSION . "." . PHP_MINOR_VERSION;']);
  if (php === null) throw missing('php', 'php-cli');
  const nginx = await firstOf(['nginx', '/usr/sbin/nginx'], ['-v']);
  if (nginx === null) throw missing('nginx', 'nginx-light');
  const fpm = await firstOf([`php-fpm${php}`, `/usr/sbin/php-fpm${php}`, 'php-fpm'], ['-v']);
  if (fpm === null || !fpm.text.startsWith(`PHP ${php}.`)) {
    throw missing(`a PHP-FPM of version ${php}, like the php on the path`, `php${php}-fpm`);
  }
  const modules = (await said(fpm.program, ['-m'])) ?? '';
  if (!modules.includes('Zend OPcache')) throw missing('OPcache', `php${php}-opcache`);
  const wrk = await said('wrk', ['-v']);
  if (wrk === null) throw missing('wrk', 'wrk');
  const redis = /^redis$/m.test(modules) ? await said('redis-server', ['--version']) : null;
  const mariadb = /^mysqli$/m.test(modules) ? await said('mariadbd', ['--version']) : null;
  const found = [redis, mariadb].filter((text) => text !== null);
  const texts = [nginx.text, fpm.text, wrk, ...found];
  const versions = texts.map((text) => text.split('\n')[0]?.trim() ?? '');
  return {
    ...{ nginx: nginx.program, fpm: fpm.program, wrk: 'wrk' },
    redis: redis === null ? null : 'redis-server',
    mariadb: mariadb !== null,
    versions,
  };
}

function missing(what: string, packageName: string): MissingProgram {
  return new MissingProgram(`The benchmark needs ${what}: apt-get install ${packageName}`);
}

async function firstOf(
  programs: string[],
  args: string[],
): Promise<{ program: string; text: string } | null> {
  for (const program of programs) {
    const text = await said(program, args);
    if (text !== null) return { program, text };
  }
  return null;
}

/** What a program prints, wherever it prints it; null when there is no such program. */
async function said(program: string, args: string[]): Promise<string | null> {
  try {
    const { stdout, stderr } = await run(program, args);
    return stdout + stderr;
  } catch (thrown) {
    const { code, stdout, stderr } = Object(thrown);
    // wrk ends with 1 when it is asked for its version.
    return code === 'ENOENT' ? null : `${stdout ?? ''}${stderr ?? ''}`;
  }
}
