/** Looks for what the parts need, and on Debian as root installs what is missing. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { runCommand } from '../stack/processes.ts';
import type { Say } from '../stack/progress.ts';
import type { Need } from './parts.ts';

/** Debian packages that bring a need. */
const PACKAGES: Readonly<Record<Exclude<Need, 'wordpress'>, readonly string[]>> = {
  php: ['php-cli', 'php-xml', 'php-mbstring', 'php-curl'],
  composer: ['composer', 'unzip'],
  sqlite: ['php-sqlite3'],
  mariadb: ['mariadb-server', 'php-mysql'],
  chromium: ['chromium'],
  redis: ['redis-server', 'php-redis'],
  webservers: ['nginx-light', 'apache2-bin', 'php-fpm', 'wrk'],
  python: ['python3'],
};

/** PHP extensions that make up a need. */
const MODULES: Readonly<Record<'php' | 'sqlite' | 'mariadb' | 'redis', readonly string[]>> = {
  php: ['curl', 'dom', 'mbstring', 'tokenizer', 'xmlwriter'],
  sqlite: ['pdo_sqlite'],
  mariadb: ['mysqli', 'pdo_mysql'],
  redis: ['redis'],
};

/** Which of the needs this machine does not meet, each with the command that would bring it. */
export async function unmetNeeds(needs: ReadonlySet<Need>, say: Say): Promise<Map<Need, string>> {
  const missing = await missingNow(needs);
  const packages = [...missing].flatMap((need) => (need === 'wordpress' ? [] : PACKAGES[need]));
  if (packages.length > 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say(`installing ${packages.join(' ')} with apt-get`);
    await runCommand('apt-get', ['update', '-q']);
    const install = ['install', '-y', '-q', '--no-install-recommends', ...packages];
    // In run level 1 no package starts a service of its own: the tests start theirs.
    await runCommand('env', ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get', ...install]);
  }
  const still = await missingNow(missing);
  return new Map(
    [...still].map((need) => [
      need,
      need === 'wordpress' ? '' : `apt-get install ${PACKAGES[need].join(' ')}`,
    ]),
  );
}

async function missingNow(needs: ReadonlySet<Need>): Promise<Set<Need>> {
  const missing = new Set<Need>();
  for (const need of needs) if (!(await isMet(need))) missing.add(need);
  return missing;
}

async function isMet(need: Need): Promise<boolean> {
  if (need === 'composer') return (await runCommand('composer', ['--version'])).ok;
  if (need === 'webservers') return hasWebServers();
  if (need === 'python') return (await runCommand('python3', ['--version'])).ok;
  if (need === 'chromium') return existsSync('/usr/bin/chromium');
  // The core itself is fetched by the part that needs it, which names the sources it tried.
  if (need === 'wordpress') return true;
  if (need === 'redis' && !(await runCommand('redis-server', ['--version'])).ok) return false;
  if (need === 'mariadb' && !(await runCommand('mariadbd', ['--version'])).ok) return false;
  const test = MODULES[need].map((name) => `extension_loaded('${name}')`).join('&&');
  return (await runCommand('php', ['-r', `exit(PHP_VERSION_ID >= 80200 && ${test} ? 0 : 1);`])).ok;
}

async function hasWebServers(): Promise<boolean> {
  const version = await runCommand('php', ['-r', 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;']);
  const programs = ['nginx', 'apache2', `php-fpm${version.stdout}`, 'wrk'];
  const found = await Promise.all(programs.map((name) => runCommand('sh', ['-c', `command -v ${name}`])));
  return found.every(({ ok }) => ok);
}

/** Brings vendor/ up to date with composer.json (exact versions, so no lock file is needed). */
export async function installComposerPackages(root: string): Promise<string | null> {
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}/composer.json`))
    .digest('hex');
  const stamp = `${root}/vendor/.composer-json`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return null;
  const result = await runCommand('composer', ['update', '--no-interaction', '--no-progress', '--quiet'], {
    cwd: root,
  });
  if (!result.ok) return result.stderr;
  await mkdir(`${root}/vendor`, { recursive: true });
  await writeFile(stamp, wanted);
  return null;
}
