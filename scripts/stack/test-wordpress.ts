import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataPaths } from './data-folder.ts';
import type { Say } from './progress.ts';
import { repository } from './repository.ts';
import { coreVersion, findCore } from './wordpress-core.ts';
import { makeWordPressFolder } from './wordpress-files.ts';

/**
 * A WordPress root for the PHPUnit tests (`WP_TEST_DIR`): core, theme and database driver, not installed and
 * without configuration. Made once; the tests copy it and leave it as it is.
 */
export async function testWordPress(say: Say, signal: AbortSignal): Promise<string> {
  const core = await findCore(say, signal);
  const target = join(repository.downloads, 'wordpress-for-tests');
  if (existsSync(target) && coreVersion(target) === coreVersion(core)) {
    return target;
  }
  const partial = dataPaths(`${target}.partial`);
  rmSync(partial.root, { recursive: true, force: true });
  makeWordPressFolder(core, partial);
  rmSync(target, { recursive: true, force: true });
  renameSync(partial.wordpress, target);
  rmSync(partial.root, { recursive: true });
  return target;
}
