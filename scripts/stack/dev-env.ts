import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { UnableToStart } from './failure.ts';

const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const name = z.string().min(1);

/** What `dev.env` holds: the addresses, the secrets of this data folder and the ids that go with them. */
export const DevEnv = z
  .object({
    WORKER_BASE_URL: z.string(),
    WP_BASE_URL: z.string(),
    WP_PLUGIN_SHARED_SECRET: secret,
    CAP_TOKEN_SANDBOX_WRITE: secret,
    EDGE_BOOTSTRAP_SECRET: secret,
    // A site that is *not* registered: its calls are signed with the shared secret.
    SITE_ID: name,
    PLUGIN_ID: name,
    WORKER_ID: name,
    // The registered site, known once its registration is active.
    EDGE_PLUGIN_ID: name.exactOptional(),
    EDGE_KID: name.exactOptional(),
    EDGE_SECRET: name.exactOptional(),
    EDGE_SITE_ID: name.exactOptional(),
  })
  // Later names, such as TOOL_API_KEY, are kept when the file is written again.
  .catchall(z.string());
export type DevEnv = z.infer<typeof DevEnv>;

/** The file's content from an earlier start with today's addresses, or new secrets when there is none. */
export function prepareDevEnv(file: string, addresses: { site: string; edge: string }): DevEnv {
  const urls = { WP_BASE_URL: addresses.site, WORKER_BASE_URL: addresses.edge };
  const values = existsSync(file) ? { ...readDevEnv(file), ...urls } : { ...urls, ...freshSecrets() };
  writeDevEnv(file, values);
  return values;
}

/** Reads the file; one that was edited into something else is refused and not replaced. */
export function readDevEnv(file: string): DevEnv {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const parsed = DevEnv.safeParse(
    Object.fromEntries(lines.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)])),
  );
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new UnableToStart(
      `${file} is not as \`npm start\` writes it (look at ${names}): correct it, or begin again with --fresh.`,
    );
  }
  return parsed.data;
}

/** Writes the file for its owner alone, whole or not at all. */
export function writeDevEnv(file: string, values: DevEnv): void {
  const lines = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : `${key}=${value}\n`,
  );
  const partial = `${file}.partial`;
  writeFileSync(partial, lines.join(''), { mode: 0o600 });
  // An old file left by an interrupted write keeps its own mode.
  chmodSync(partial, 0o600);
  renameSync(partial, file);
}

function freshSecrets() {
  const id = randomBytes(4).toString('hex');
  return {
    WP_PLUGIN_SHARED_SECRET: freshSecret(),
    CAP_TOKEN_SANDBOX_WRITE: freshSecret(),
    EDGE_BOOTSTRAP_SECRET: freshSecret(),
    SITE_ID: `sandbox-${id}`,
    PLUGIN_ID: `sandbox-${id}`,
    WORKER_ID: `worker-${id}`,
  };
}

/** 32 random bytes as base64url text. */
export function freshSecret(): string {
  return randomBytes(32).toString('base64url');
}
