import { join } from 'node:path';
import { z } from 'zod';
import { UnableToStart } from '../stack/failure.ts';
import { listMigrations } from '../stack/migrations.ts';
import { repository } from '../stack/repository.ts';
import { type Ids, namespaceTitle, type WorkerConfig } from './worker-config.ts';
import { complaintOf, type Wrangler } from './wrangler.ts';

/** What the account has of all that the Worker needs. */
export type Account = {
  /** Ids by binding, of what is there. */
  databases: Map<string, string>;
  namespaces: Map<string, string>;
  /** Names of those that are there; null where R2 is not switched on in the account. */
  buckets: Set<string> | null;
  /** Names of the secrets that the Worker has; a Worker that is not there has none. */
  secrets: Set<string>;
};

const Identity = z.object({ loggedIn: z.boolean() });
const Databases = z.array(z.object({ uuid: z.string(), name: z.string() }));
const Namespaces = z.array(z.object({ id: z.string(), title: z.string() }));
const Secrets = z.array(z.object({ name: z.string() }));
const Applied = z.array(z.object({ results: z.array(z.object({ name: z.string() })) }));

/**
 * Looks at what is there, and changes nothing.
 *
 * @throws UnableToStart when nobody is logged in, or Cloudflare refuses an answer
 */
export async function readAccount(wrangler: Wrangler, config: WorkerConfig): Promise<Account> {
  await assertLoggedIn(wrangler);
  return {
    databases: await readDatabases(wrangler, config),
    namespaces: await readNamespaces(wrangler, config),
    buckets: await readBuckets(wrangler, config),
    secrets: await readSecrets(wrangler, config),
  };
}

async function assertLoggedIn(wrangler: Wrangler): Promise<void> {
  const result = await wrangler.attempt(['whoami', '--json']);
  const parsed = Identity.safeParse(JSON.parse(/^\{[\s\S]*\}/m.exec(result.stdout)?.[0] ?? 'null'));
  if (parsed.success && parsed.data.loggedIn) return;
  throw new UnableToStart(
    'No Cloudflare account is known here: run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN to a token that may edit Workers, D1, KV and R2.',
  );
}

async function readDatabases(wrangler: Wrangler, config: WorkerConfig): Promise<Account['databases']> {
  const there = new Map(
    (await wrangler.json(['d1', 'list', '--json'], Databases)).map((one) => [one.name, one.uuid]),
  );
  return known(config.d1_databases.map((one) => [one.binding, there.get(one.database_name)]));
}

async function readNamespaces(wrangler: Wrangler, config: WorkerConfig): Promise<Account['namespaces']> {
  const there = await wrangler.json(['kv', 'namespace', 'list'], Namespaces);
  const ids = new Map(there.map((one) => [one.title, one.id]));
  return known(
    config.kv_namespaces.map(({ binding }) => [binding, ids.get(namespaceTitle(config, binding))]),
  );
}

function known(pairs: [string, string | undefined][]): Map<string, string> {
  return new Map(pairs.flatMap(([binding, id]) => (id === undefined ? [] : [[binding, id] as const])));
}

async function readBuckets(wrangler: Wrangler, config: WorkerConfig): Promise<Account['buckets']> {
  if (config.r2_buckets.length === 0) return new Set();
  const result = await wrangler.attempt(['r2', 'bucket', 'list']);
  // Code 10042: nobody has switched R2 on in this account, which wants a payment method.
  if (!result.ok && /10042|enable R2/.test(result.stdout + result.stderr)) return null;
  if (!result.ok) throw new UnableToStart(`The R2 buckets cannot be listed: ${complaintOf(result)}`);
  return new Set([...result.stdout.matchAll(/^name:\s+(\S+)/gm)].map(([, name = '']) => name));
}

async function readSecrets(wrangler: Wrangler, config: WorkerConfig): Promise<Set<string>> {
  const result = await wrangler.attempt(['secret', 'list', '--name', config.name]);
  // Code 10007: the Worker was never deployed.
  if (!result.ok && /10007|not found|does not exist/i.test(result.stdout + result.stderr)) return new Set();
  if (!result.ok) throw new UnableToStart(`The Worker's secrets cannot be listed: ${complaintOf(result)}`);
  const listed = Secrets.parse(JSON.parse(/^\[[\s\S]*\]/m.exec(result.stdout)?.[0] ?? '[]'));
  return new Set(listed.map(({ name }) => name));
}

/**
 * The migrations that a database lacks, in their order.
 *
 * @param deployConfig path of a configuration that knows the id of the database
 * @throws UnableToStart when the database cannot be read
 */
export async function pendingMigrations(
  wrangler: Wrangler,
  database: WorkerConfig['d1_databases'][number],
  deployConfig: string,
): Promise<string[]> {
  const all = listMigrations(join(repository.worker, database.migrations_dir));
  const query = ['--command', 'SELECT name FROM d1_migrations'];
  const args = ['d1', 'execute', database.binding, '--remote', '--json', '--config', deployConfig, ...query];
  const result = await wrangler.attempt(args);
  // A database to which nothing was ever applied has no such table.
  if (!result.ok && /no such table/.test(result.stdout + result.stderr)) return all;
  if (!result.ok) throw new UnableToStart(`${database.database_name} cannot be read: ${complaintOf(result)}`);
  const [rows] = Applied.parse(JSON.parse(/^\[[\s\S]*\]/m.exec(result.stdout)?.[0] ?? '[]'));
  const applied = new Set(rows?.results.map((row) => row.name));
  return all.filter((one) => !applied.has(one));
}

/** What a deployment calls the things by, as far as they are there. */
export function idsOf(account: Account): Ids {
  return { databases: account.databases, namespaces: account.namespaces, r2: account.buckets !== null };
}
