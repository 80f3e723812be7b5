/** The site that stands for the origin of general mode: its configuration and its key, in the control database. */
import { createHash } from 'node:crypto';
import { CONTRACT_VERSION, EdgeConfig } from '@dynamic-cache/contracts/config';
import { Rules } from '@dynamic-cache/contracts/rules';
import type { EdgeOptions } from './options.ts';

export const LOCAL = 'local';

type Database = { prepare(sql: string): Statement; batch(statements: Statement[]): Promise<unknown> };
type Statement = { bind(...values: (string | number)[]): Statement };

/** Registers the site under the origin, and its key; without a secret nobody holds one. */
export async function openLocalSite(
  control: Database,
  options: Pick<EdgeOptions, 'origin' | 'port' | 'secret' | 'strategy'>,
): Promise<void> {
  const { origin, secret } = options;
  const config = JSON.stringify(configOf(options));
  await control.batch([
    control
      .prepare(
        `INSERT INTO sites (id, site_url, name, capabilities, config, created_at) VALUES (?1, ?2, 'General mode', '[]', ?3, 0)
         ON CONFLICT (id) DO UPDATE SET site_url = ?2, config = ?3`,
      )
      .bind(LOCAL, origin, config),
    control.prepare('DELETE FROM site_keys WHERE site_id = ?1').bind(LOCAL),
    ...(secret === null
      ? []
      : [
          control
            .prepare('INSERT INTO site_keys (kid, site_id, secret, created_at) VALUES (?1, ?1, ?2, 0)')
            .bind(LOCAL, secret),
        ]),
  ]);
}

function configOf({ origin, port, strategy }: Pick<EdgeOptions, 'origin' | 'port' | 'strategy'>): EdgeConfig {
  const { protocol, host } = new URL(origin);
  return EdgeConfig.parse({
    site_id: LOCAL,
    contract: CONTRACT_VERSION,
    // Copies of one origin are nothing to another.
    revision: createHash('sha256').update(origin).digest('hex').slice(0, 16),
    origin,
    blog_id: 1,
    canonical: { scheme: protocol.slice(0, -1), host },
    aliases: [`127.0.0.1:${port}`, `localhost:${port}`],
    enabled: true,
    paused_until: 0,
    strategy,
    ttl: { page: 604_800, not_found: 0, grace: 0, browser: 0 },
    rules: Rules.parse({ query: { mode: 'ignore-list', ignore: [] }, exclude: {}, variants: {} }),
    view_max: 5,
    strict: false,
    personas: [],
  });
}
