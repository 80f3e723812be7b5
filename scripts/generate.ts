/** Writes the generated JSON Schemas and the labels of the settings: `npm run generate`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { labelFiles } from '../contracts/src/labels.ts';
import { schemaFiles } from '../contracts/src/schema-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const [path, text] of [...schemaFiles(), ...labelFiles()]) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  console.log(path);
}
