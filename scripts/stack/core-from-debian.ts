import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { CoreSource } from './core-source.ts';
import { runCommand } from './processes.ts';

// Debian takes these libraries out of its `wordpress` package and links to them.
const PACKAGES = [
  'wordpress',
  'wordpress-theme-twentytwentyfive',
  'libphp-phpmailer',
  'php-getid3',
  'libjs-jquery-ui',
  'libjs-underscore',
  'libjs-lodash',
  'libjs-cropper',
];

// The releases carry a WordPress that is years old; the development suite carries the current one.
const SUITE = 'sid';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Debian's package, from whatever mirror this system is set up with. It uses an apt state of its own in a
 * temporary folder: nothing of the system is changed, nothing is installed, and no root is needed.
 */
export const coreFromDebian: CoreSource = {
  name: "Debian's package",
  async unpackTo(folder, signal) {
    const scratch = mkdtempSync(join(tmpdir(), 'dynamic-cache-apt-'));
    try {
      const tree = await downloadTree(scratch, signal);
      const core = join(tree, 'usr', 'share', 'wordpress');
      replaceLinks(core, tree);
      for (const debian of ['wp-config.php', '.htaccess']) {
        rmSync(join(core, debian), { force: true });
      }
      undoInstallPatch(join(core, 'wp-admin', 'install.php'));
      rmSync(folder, { recursive: true });
      moveFolder(core, folder);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

async function downloadTree(scratch: string, signal: AbortSignal): Promise<string> {
  if (!existsSync('/etc/os-release') || !/^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))) {
    throw new Error('this is not a Debian system');
  }
  let failure = 'no package mirror is set up';
  for (const mirror of await mirrors()) {
    const apt = prepareApt(scratch, mirror);
    const update = await apt(['update'], signal);
    const download = update.ok ? await apt(['download', ...PACKAGES], signal) : update;
    if (download.ok) {
      return unpack(scratch);
    }
    failure = download.stderr.trim().split('\n').at(-1) ?? failure;
  }
  throw new Error(failure);
}

// Where apt looks today; the archive of security updates has no development suite.
async function mirrors(): Promise<string[]> {
  const targets = await runCommand('apt-get', [
    'indextargets',
    '--format',
    '$(SITE) $(RELEASE)',
    'Created-By: Packages',
  ]);
  const sites = targets.stdout.split('\n').flatMap((line) => {
    const [site, release] = line.split(' ');
    return site === undefined || site === '' || release?.includes('security') ? [] : [site];
  });
  return [...new Set(sites)];
}

function prepareApt(scratch: string, mirror: string) {
  const signed = existsSync(KEYRING) ? `[signed-by=${KEYRING}] ` : '';
  for (const folder of ['lists/partial', 'cache/archives/partial', 'packages']) {
    mkdirSync(join(scratch, folder), { recursive: true });
  }
  writeFileSync(join(scratch, 'sources.list'), `deb ${signed}${mirror} ${SUITE} main\n`);
  const settings = [
    `Dir::Etc::sourcelist=${join(scratch, 'sources.list')}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${join(scratch, 'lists')}`,
    `Dir::Cache=${join(scratch, 'cache')}`,
    'Acquire::Languages=none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false',
    // As root apt would hand over to a user that may not enter the temporary folder, and warn.
    'APT::Sandbox::User=root',
  ].flatMap((setting) => ['-o', setting]);
  return (args: string[], signal: AbortSignal) =>
    runCommand('apt-get', [...settings, ...args], { cwd: join(scratch, 'packages'), signal });
}

async function unpack(scratch: string): Promise<string> {
  const tree = join(scratch, 'tree');
  const packages = join(scratch, 'packages');
  for (const name of readdirSync(packages)) {
    const result = await runCommand('dpkg-deb', ['-x', join(packages, name), tree]);
    if (!result.ok) {
      throw new Error(result.stderr.trim());
    }
  }
  return tree;
}

/** Replaces each link below a folder by what it points to inside the tree that the packages make together. */
function replaceLinks(folder: string, tree: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (lstatSync(path).isSymbolicLink()) {
      const source = destination(path, tree);
      // Not rmSync, which leaves a link to nowhere in place: the copy would then be written through it.
      unlinkSync(path);
      if (source !== undefined) {
        cpSync(source, path, { recursive: true, dereference: true });
      }
    }
  }
}

function destination(path: string, tree: string, hops = 8): string | undefined {
  if (!path.startsWith(tree) || hops === 0 || lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    return undefined;
  }
  if (!lstatSync(path).isSymbolicLink()) {
    return path;
  }
  const target = readlinkSync(path);
  const inside = target.startsWith('/') ? join(tree, target) : resolve(dirname(path), target);
  // One file belongs to the system and to no package: the list of certificate authorities.
  return target.startsWith('/etc/ssl/') && existsSync(target) ? target : destination(inside, tree, hops - 1);
}

function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    // The temporary folder may lie on another file system.
    cpSync(from, to, { recursive: true });
  }
}

// Debian's patch uses two variables that nothing sets; each is a warning in every new site's log.
function undoInstallPatch(file: string): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, lines.filter((line) => !/\$wpdb->query.*\$upload_(url_)?path/.test(line)).join('\n'));
}
