/** A registered site as the data plane sees it: its configuration and the keys that sign its pages. */
import { deriveHmacKey, type HmacKey } from '@dynamic-cache/contracts/canonical';
import { CONTRACT_VERSION, EdgeConfig } from '@dynamic-cache/contracts/config';
import { PROBE_INFO } from '@dynamic-cache/contracts/edge-probe';
import { FILL_INFO } from '@dynamic-cache/contracts/fill';
import { MARKER_INFO } from '@dynamic-cache/contracts/marker';
import { MIN_SEQ_INFO } from '@dynamic-cache/contracts/min-seq';
import { z } from 'zod';
import type { Obeyed } from '../benchmark/profiles.ts';

/** Keys of one secret, derived once per isolate and site view. */
export interface PageKeys {
  kid: string;
  fill: HmacKey;
  marker: HmacKey;
  minSeq: HmacKey;
  probe: HmacKey;
}

export interface Site {
  id: string;
  /** Home URL as registered, without trailing slash. */
  siteUrl: string;
  /** Null until the site has sent one. */
  config: EdgeConfig | null;
  /** Whether site and Worker speak the same contract; while they do not, its pages pass through. */
  understood: boolean;
  /** What was measured to be best, or what the owner chose instead; null when nothing was measured. */
  profile: Obeyed | null;
  /** Name of the rollout that was found to be worse; everybody has the current strategy then. */
  stopped: string | null;
  /** Those that end go last, else the oldest first: fills are signed with the first, which the site has for certain; markers of any of them count. */
  keys: PageKeys[];
}

export const SiteRow = z.object({
  id: z.string(),
  site_url: z.string(),
  config: z.string().nullable(),
  other_contract: z.int().nullable(),
  rollout_stopped: z.string().nullable(),
});
export const SiteKeyRow = z.object({ kid: z.string(), secret: z.string() });

/** Makes a site of its rows. A configuration that does not parse counts as none: the edge passes through. */
export async function siteOf(
  row: z.infer<typeof SiteRow>,
  keys: z.infer<typeof SiteKeyRow>[],
  profile: Obeyed | null,
): Promise<Site> {
  const config = obeying(profile, parseConfig(row.config));
  return {
    id: row.id,
    siteUrl: row.site_url,
    config,
    profile,
    stopped: row.rollout_stopped,
    // The message may also be older than this Worker, which was deployed since.
    understood: row.other_contract === null && (config === null || config.contract === CONTRACT_VERSION),
    keys: await Promise.all(
      keys.map(async ({ kid, secret }) => ({
        kid,
        fill: await deriveHmacKey(secret, FILL_INFO),
        marker: await deriveHmacKey(secret, MARKER_INFO),
        minSeq: await deriveHmacKey(secret, MIN_SEQ_INFO),
        probe: await deriveHmacKey(secret, PROBE_INFO),
      })),
    ),
  };
}

/** The profile says which layers keep pages; all else stays the owner's settings. */
function obeying(profile: Obeyed | null, config: EdgeConfig | null): EdgeConfig | null {
  return profile === null || config === null ? config : { ...config, strategy: profile.strategy };
}

/** A configuration as it is stored; null where there is none, or one of another form. */
export function parseConfig(text: string | null): EdgeConfig | null {
  if (text === null) return null;
  try {
    return EdgeConfig.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Scheme and authority at which WordPress answers. */
export function originOf(site: Site): string {
  return site.config?.origin ?? /^https?:\/\/[^/]+/.exec(site.siteUrl)?.[0] ?? site.siteUrl;
}
