/**
 * `bash scripts/build-plugin-zip.sh`: builds the screens, collects what runs, writes the archive and says what it is.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { archiveOf } from './plugin-zip/archive.ts';
import { entriesOf } from './plugin-zip/entries.ts';
import { libraryOf } from './plugin-zip/library.ts';
import { agreedVersion } from './plugin-zip/version.ts';
import { buildAdminApp } from './stack/admin-app.ts';
import { UnableToStart } from './stack/failure.ts';
import { showProgress } from './stack/progress.ts';
import { repository } from './stack/repository.ts';

const TARGET = join(repository.root, 'dist', 'ai-wp-dynamic-cache-plugin.zip');

try {
  const version = agreedVersion(repository.root);
  await buildAdminApp(showProgress(), new AbortController().signal);
  const library = libraryOf(join(repository.root, 'vendor'));
  const entries = [...entriesOf(repository.plugin), ...library].sort((a, b) => (a.name < b.name ? -1 : 1));
  const bytes = archiveOf(entries);
  mkdirSync(join(TARGET, '..'), { recursive: true });
  writeFileSync(TARGET, bytes);
  console.log(`${relative(repository.root, TARGET)}  version ${version}`);
  console.log(`${entries.length} files, ${bytes.length} bytes`);
  console.log(`sha256 ${createHash('sha256').update(bytes).digest('hex')}`);
} catch (thrown) {
  if (!(thrown instanceof UnableToStart)) {
    throw thrown;
  }
  console.error(thrown.message);
  process.exitCode = 1;
}
