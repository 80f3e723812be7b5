import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { experimental_readRawConfig } from 'wrangler';
import { z } from 'zod';
import type { DeployOptions } from './options.ts';

const Database = z.looseObject({
  binding: z.string(),
  database_name: z.string(),
  migrations_dir: z.string(),
});
const Bucket = z.looseObject({ binding: z.string(), bucket_name: z.string() });
const Config = z.looseObject({
  name: z.string(),
  main: z.string(),
  d1_databases: z.array(Database),
  kv_namespaces: z.array(z.looseObject({ binding: z.string() })),
  r2_buckets: z.array(Bucket).default([]),
  vars: z.record(z.string(), z.string()),
});

/** `worker/wrangler.jsonc`, with the names that this deployment gives to what it needs. */
export type WorkerConfig = z.output<typeof Config>;

/** What Cloudflare calls the things by: ids of databases and namespaces by their binding, and whether there is R2. */
export type Ids = { databases: Map<string, string>; namespaces: Map<string, string>; r2: boolean };

/** Reads the Worker's configuration; under another name everything that belongs to the Worker has another name. */
export function readWorkerConfig(folder: string, options: DeployOptions): WorkerConfig {
  const read = Config.parse(experimental_readRawConfig({ config: join(folder, 'wrangler.jsonc') }).rawConfig);
  const name = options.name ?? read.name;
  const own = (given: string): string =>
    options.name === null ? given : given.replace(/^dynamic-cache/, name);
  return {
    ...read,
    name,
    d1_databases: read.d1_databases.map((one) => ({ ...one, database_name: own(one.database_name) })),
    r2_buckets: read.r2_buckets.map((one) => ({ ...one, bucket_name: own(one.bucket_name) })),
    vars: { ...read.vars, ...options.vars },
    ...(options.routes.length > 0 && { routes: options.routes, workers_dev: true }),
  };
}

/** The title of a KV namespace in the account, which is all that tells it from others there. */
export function namespaceTitle(config: WorkerConfig, binding: string): string {
  return `${config.name}-${binding}`;
}

/**
 * Writes the configuration that wrangler deploys with and gives its path. A file of its own, because the ids in it are
 * those of one account, and the one in the repository is everybody's.
 */
export function writeDeployConfig(config: WorkerConfig, ids: Ids, worker: string, data: string): string {
  const path = join(data, `${config.name}.json`);
  const { $schema: _, ...rest } = config;
  const written = {
    ...rest,
    main: resolve(worker, config.main),
    d1_databases: config.d1_databases.map((one) => ({
      ...one,
      database_id: ids.databases.get(one.binding),
      migrations_dir: resolve(worker, one.migrations_dir),
    })),
    kv_namespaces: config.kv_namespaces.map((one) => ({ ...one, id: ids.namespaces.get(one.binding) })),
    r2_buckets: ids.r2 ? config.r2_buckets : [],
  };
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify(written, null, 2)}\n`);
  return path;
}
