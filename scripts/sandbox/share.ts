/** Reads a file of page tests, and sends it signed to the Worker. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError } from '@dynamic-cache/contracts/api-error';
import { LoadtestReported } from '@dynamic-cache/contracts/loadtests';
import { readSample } from '@dynamic-cache/contracts/page-sample';
import { bodyDigest, SIGNATURE_HEADERS, signV0 } from '@dynamic-cache/contracts/signature';
import { z } from 'zod';
import { readDevEnv } from '../stack/dev-env.ts';
import { reasonOf } from '../stack/failure.ts';
import { repository } from '../stack/repository.ts';

export const SHARE_HELP = `node scripts/sandbox/share-loadtests.js

Sends page-tests.json to the Worker, where all testers of a site share their samples. By environment variables:

  WORKER_BASE_URL          the Worker’s own hostname, as in https://edge.example
  WP_PLUGIN_SHARED_SECRET  the shared secret, or the secret of your own tester’s key
  PLUGIN_ID                who signs; the id of your tester’s key when you have one
  CAP_TOKEN_SANDBOX_WRITE  the capability token; sent along when it is there
  SITE_ID                  the site that was measured
  WORKER_ID                what you are called on the leaderboard
  LOADTEST_FILE            the file (page-tests.json)

What is not given is read from .data/dev.env, as \`npm start\` writes it. The same file is counted once a day.
`;

const TARGET = '/plugin/wp/loadtests/report';

const Env = z.object({
  WORKER_BASE_URL: z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin),
  WP_PLUGIN_SHARED_SECRET: z.string().min(16),
  CAP_TOKEN_SANDBOX_WRITE: z.string().optional(),
  SITE_ID: z.string().min(1),
  WORKER_ID: z.string().min(1),
  PLUGIN_ID: z.string().min(1),
  LOADTEST_FILE: z.string().default('page-tests.json'),
});
type Sharer = z.infer<typeof Env>;

const File = z.union([
  z.object({ strategy: z.string().nullish(), page_tests: z.array(z.unknown()).min(1) }),
  z
    .array(z.unknown())
    .min(1)
    .transform((page_tests) => ({ strategy: null, page_tests })),
]);

/** A sentence or more for the person at the keyboard, and whether it went well. */
export interface Outcome {
  ok: boolean;
  says: string;
}

const refused = (says: string): Outcome => ({ ok: false, says });

/** Looks at the file first: what is missing is said before anything is sent. */
export async function share(env: NodeJS.ProcessEnv): Promise<Outcome> {
  const parsed = Env.safeParse({ ...storedNames(), ...env });
  if (!parsed.success)
    return refused(`${String(parsed.error.issues[0]?.path[0])} is needed; --help says more.`);
  const sharer = parsed.data;
  if (!existsSync(sharer.LOADTEST_FILE)) {
    return refused(
      `There is no file ${sharer.LOADTEST_FILE}: a run of k6 or of node-cache-benchmark.js writes it.`,
    );
  }
  const file = fileOf(sharer.LOADTEST_FILE);
  if (file === null) return refused(`${sharer.LOADTEST_FILE} is no JSON with page_tests.`);
  const missing = file.page_tests.flatMap((test, at) => {
    const read = readSample(test, `page_tests.${at}`);
    return read.ok ? [] : read.issues.map(({ path, message }) => `  ${path}: ${message}`);
  });
  if (missing.length > 0)
    return refused(`${sharer.LOADTEST_FILE} cannot be shared:\n${missing.join('\n')}\n${HINT}`);
  return send(sharer, file);
}

const HINT = `CPU, queries, purge time and gates are known to the host alone: run the benchmark again with the output of
\`wp dynamic-cache benchmark probe STRATEGY\` as PROBE_FILE.`;

function fileOf(path: string): z.infer<typeof File> | null {
  try {
    return File.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

async function send(sharer: Sharer, { strategy, page_tests }: z.infer<typeof File>): Promise<Outcome> {
  const said = { site_id: sharer.SITE_ID, worker_id: sharer.WORKER_ID };
  const body = JSON.stringify({ ...said, ...(strategy == null ? {} : { strategy }), page_tests });
  try {
    const response = await fetch(sharer.WORKER_BASE_URL + TARGET, {
      method: 'POST',
      body,
      headers: await signedHeaders(sharer, body),
      signal: AbortSignal.timeout(60_000),
    });
    return answered(response.status, await response.text());
  } catch (error) {
    return refused(`${sharer.WORKER_BASE_URL} cannot be reached: ${reasonOf(error)}.`);
  }
}

function answered(status: number, text: string): Outcome {
  try {
    const answer: unknown = JSON.parse(text);
    const kept = LoadtestReported.safeParse(answer);
    if (kept.success) {
      const { inserted, hard_gate_failed } = kept.data;
      return {
        ok: true,
        says: `${inserted} samples are shared; ${hard_gate_failed} of them failed a hard gate.`,
      };
    }
    const { error, details } = ApiError.parse(answer);
    const where = (details ?? []).map(({ path, message }) => `\n  ${path}: ${message}`).join('');
    return refused(`The Worker refused: ${status} ${error}${where}`);
  } catch {
    return refused(`The Worker answered ${status}, and nothing that this script understands.`);
  }
}

async function signedHeaders(sharer: Sharer, body: string): Promise<Record<string, string>> {
  const signed = {
    pluginId: sharer.PLUGIN_ID,
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: randomUUID(),
    method: 'POST',
    authority: new URL(sharer.WORKER_BASE_URL).host,
    target: TARGET,
    contentType: 'application/json',
    bodyDigest: await bodyDigest(body),
  };
  const capability = sharer.CAP_TOKEN_SANDBOX_WRITE ?? '';
  return {
    'Content-Type': signed.contentType,
    [SIGNATURE_HEADERS.pluginId]: signed.pluginId,
    [SIGNATURE_HEADERS.timestamp]: signed.timestamp,
    [SIGNATURE_HEADERS.nonce]: signed.nonce,
    [SIGNATURE_HEADERS.signature]: await signV0(sharer.WP_PLUGIN_SHARED_SECRET, signed),
    [SIGNATURE_HEADERS.idempotencyKey]: createHash('sha256').update(body).digest('hex'),
    ...(capability === '' ? {} : { [SIGNATURE_HEADERS.capability]: capability }),
  };
}

function storedNames(): Record<string, string | undefined> {
  const file = join(repository.root, '.data', 'dev.env');
  return existsSync(file) ? readDevEnv(file) : {};
}
