import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnableToStart } from './failure.ts';
import { runCommand } from './processes.ts';
import type { Progress } from './progress.ts';
import { repository } from './repository.ts';

const SOURCES = [
  'admin-app/src',
  'admin-app/package.json',
  'admin-app/webpack.config.js',
  'contracts/src',
  'package-lock.json',
];
const STAMP = join(repository.plugin, 'build', '.built-from');

/** Builds the wp-admin app into the plugin when its sources have changed since the last build. */
export async function buildAdminApp(progress: Progress, signal: AbortSignal): Promise<void> {
  const sources = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) {
    return;
  }
  await progress.step('Building the admin app', async () => {
    const build = await runCommand('npm', ['run', 'build', '--workspace', 'admin-app'], {
      cwd: repository.root,
      // Test runners say something else here, and would get a build for developers.
      env: { NODE_ENV: 'production' },
      signal,
    });
    if (!build.ok) {
      const said = `${build.stdout}\n${build.stderr}`.trim().split('\n').slice(-20).join('\n');
      throw new UnableToStart(
        `The admin app could not be built (\`npm run build -w admin-app\`): mend what it says.\n${said}`,
      );
    }
    writeFileSync(STAMP, sources);
  });
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(repository.root, source);
    const below = source.endsWith('src')
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()
      : [''];
    for (const name of below.filter((one) => one === '' || /\.\w+$/.test(one))) {
      hash.update(`${source}/${name}\n`).update(readFileSync(join(path, name)));
    }
  }
  return hash.digest('hex');
}
