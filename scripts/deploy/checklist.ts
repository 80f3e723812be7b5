import type { Account } from './account.ts';
import { namespaceTitle, type WorkerConfig } from './worker-config.ts';

/** The secrets without which a part of the Worker is closed. */
export const SECRETS: ReadonlyMap<string, string> = new Map([
  ['EDGE_BOOTSTRAP_SECRET', 'lets your sites register'],
  ['WP_PLUGIN_SHARED_SECRET', 'signs for sites that are not registered (sandbox, load tests)'],
  ['CAP_TOKEN_SANDBOX_WRITE', 'opens the sandbox routes'],
]);

/** One thing that the Worker needs. */
export type Item = {
  what: string;
  /** `there`: nothing to do; `to-do`: will be made; `left-out`: the Worker does without it, and `note` says what is lost. */
  state: 'there' | 'to-do' | 'left-out';
  note: string;
};

/**
 * What is there and what is to do, in the order in which it is done.
 *
 * @param pending migrations that a database lacks, by its binding
 */
export function checklist(
  config: WorkerConfig,
  account: Account,
  pending: ReadonlyMap<string, string[]>,
): Item[] {
  return [
    ...config.d1_databases.map(({ binding, database_name }) =>
      item(`D1 database ${database_name}`, account.databases.has(binding), `binding ${binding}`),
    ),
    ...config.kv_namespaces.map(({ binding }) =>
      item(
        `KV namespace ${namespaceTitle(config, binding)}`,
        account.namespaces.has(binding),
        `binding ${binding}`,
      ),
    ),
    ...config.r2_buckets.map(({ bucket_name }) => bucketItem(bucket_name, account)),
    ...config.d1_databases.map(({ binding, database_name }) => {
      const missing = pending.get(binding) ?? [];
      return item(
        `Tables of ${database_name}`,
        missing.length === 0,
        missing.join(', ') || 'all migrations applied',
      );
    }),
    ...[...SECRETS].map(([name, use]) => item(`Secret ${name}`, account.secrets.has(name), use)),
    { what: `Worker ${config.name}`, state: 'to-do', note: 'bundle and deploy' },
  ];
}

/** The checklist for a screen, a line for each item. */
export function printed(items: readonly Item[]): string {
  const width = Math.max(...items.map(({ what }) => what.length));
  const signs = { there: '✓', 'to-do': '→', 'left-out': '–' } as const;
  return items.map(({ what, state, note }) => `  ${signs[state]} ${what.padEnd(width)}  ${note}`).join('\n');
}

function item(what: string, isThere: boolean, note: string): Item {
  return { what, state: isThere ? 'there' : 'to-do', note };
}

function bucketItem(name: string, { buckets }: Account): Item {
  const what = `R2 bucket ${name}`;
  if (buckets !== null) return item(what, buckets.has(name), 'binding CACHE_R2; pages expire after 38 days');
  const note = 'R2 is not switched on in this account: the strategy edge-r2 will do without its last tier';
  return { what, state: 'left-out', note };
}
