/**
 * `node scripts/run.mjs NAME [args]`: runs scripts/NAME.ts with the pinned Node of node_modules, which runs
 * TypeScript as it is. Plain JavaScript for any Node from 20 on, so that a fresh clone needs nothing else: what
 * package.json names is installed first when it is not there or not current.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name = '', ...args] = process.argv.slice(2);

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  give(
    `Node ${OLDEST_NODE} or newer is needed, and this is Node ${process.versions.node}: install a newer one.`,
  );
}
const script = join(root, 'scripts', `${name}.ts`);
if (!/^[a-z][a-z-]*$/.test(name) || !existsSync(script)) {
  give(`There is no script named “${name}”: try \`npm start\` or \`npm test\`.`);
}
await installPackages();
const node = join(root, 'node_modules', '.bin', 'node');
process.exitCode = await run(node, ['--disable-warning=ExperimentalWarning', script, ...args]);

async function installPackages() {
  const stamp = join(root, 'node_modules', '.installed-from');
  const lockFile = join(root, 'package-lock.json');
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
    return;
  }
  // npm writes this one at the end of every install: somebody who has just run it need not wait for it again.
  const npmsOwn = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(npmsOwn) && statSync(npmsOwn).mtimeMs >= statSync(lockFile).mtimeMs) {
    writeFileSync(stamp, lock);
    return;
  }
  console.log('Installing the packages that package-lock.json names (npm ci): a minute or two …');
  // The browser of the journeys is the system's; Playwright's own download would only take time here.
  const options = { env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' }, cwd: root };
  const quiet = ['--no-fund', '--no-audit', '--loglevel=error'];
  if ((await run('npm', ['ci', ...quiet], options)) !== 0) {
    // A lock file that was written where the registry lacks the packages of other platforms does not satisfy `npm
    // ci`, though the versions in it are the right ones.
    console.log('`npm ci` refused; trying `npm install --no-save`, which takes the same versions …');
    if ((await run('npm', ['install', '--no-save', ...quiet], options)) !== 0) {
      give('The packages could not be installed: read what npm says above, mend that and run this again.');
    }
  }
  writeFileSync(stamp, lock);
}

/** Runs a command in the foreground and hands on the signals that reach only us; gives its exit code. */
function run(command, commandArgs, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, { stdio: 'inherit', ...options });
    // Ctrl-C reaches the child from the terminal; we only must not end before it. SIGTERM is for us alone.
    const wait = () => {};
    const handOn = (signal) => child.kill(signal);
    process.on('SIGINT', wait).on('SIGTERM', handOn).on('SIGHUP', handOn);
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', handOn).off('SIGHUP', handOn);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

function give(sentence) {
  console.error(sentence);
  process.exit(1);
}
