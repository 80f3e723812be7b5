import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnableToStart } from './failure.ts';
import { runCommand } from './processes.ts';
import type { Say } from './progress.ts';
import { repository } from './repository.ts';

const SOURCES = ['admin-app/src', 'admin-app/package.json', 'contracts/src', 'package-lock.json'];

/** Builds the wp-admin app into `plugin/build`, unless what is there was built from the same sources. */
export async function buildAdminApp(say: Say): Promise<void> {
  const wanted = digestOf(SOURCES.map((path) => join(repository.root, path)));
  const stamp = join(repository.plugin, 'build', '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    say('current');
    return;
  }
  const wpScripts = join(repository.root, 'node_modules', '.bin', 'wp-scripts');
  const result = await runCommand(process.execPath, [wpScripts, 'build', '--output-path=../plugin/build'], {
    cwd: join(repository.root, 'admin-app'),
  });
  if (!result.ok) {
    throw new UnableToStart(`The wp-admin app cannot be built:\n${result.stdout}${result.stderr}`);
  }
  writeFileSync(stamp, wanted);
}

function digestOf(paths: string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesBelow).sort()) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  return existsSync(path) && !path.match(/\.(json|tsx?)$/)
    ? readdirSync(path).flatMap((name) => filesBelow(join(path, name)))
    : [path];
}
