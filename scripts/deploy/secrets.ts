import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/**
 * Makes what the Worker lacks of its secrets, and gives the path of the file that holds them (mode 600); null when it
 * lacks none. Values of an earlier run that did not get to its end are taken again.
 *
 * @param data the folder of deployments
 */
export function writeSecrets(worker: string, missing: readonly string[], data: string): string | null {
  if (missing.length === 0) return null;
  const path = join(data, `${worker}.secrets.env`);
  const before = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  const values = { ...before };
  for (const name of missing) values[name] = before[name] ?? randomBytes(32).toString('base64url');
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(path, lines.join(''), { mode: 0o600 });
  return path;
}
