/** Reads the golden cases that PHPUnit runs too. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const folder = fileURLToPath(new URL('../fixtures', import.meta.url));

/** All cases of every file in a fixture folder (or of one file), each checked against its shape. */
export function fixtures<T>(path: string, shape: z.ZodType<T>): T[] {
  const files = path.endsWith('.json')
    ? [path]
    : readdirSync(`${folder}/${path}`).map((file) => `${path}/${file}`);
  return files.flatMap((file) =>
    z
      .array(shape)
      .min(1)
      .parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))),
  );
}
