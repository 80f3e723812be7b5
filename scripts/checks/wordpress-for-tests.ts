/** Makes the WordPress that the PHP tests copy: core and the SQLite driver, not installed (plugin/tests/bootstrap-wordpress.php). */
import { dataPaths } from '../stack/data-folder.ts';
import type { Say } from '../stack/progress.ts';
import { repository } from '../stack/repository.ts';
import { findCore } from '../stack/wordpress-core.ts';
import { makeWordPressFolder } from '../stack/wordpress-files.ts';

/** Answers the folder's path. @throws UnableToStart when no source has a core */
export async function wordPressForTests(say: Say): Promise<string> {
  const paths = dataPaths(`${repository.root}/.cache/wordpress-tests`);
  makeWordPressFolder(await findCore(say, AbortSignal.timeout(300_000)), paths);
  return paths.wordpress;
}
