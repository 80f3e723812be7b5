/** Bodies of the plugin's REST API (`dynamic-cache/v1`) that are validated on both sides. */
import { z } from 'zod';
import { LedgerSequence } from './purge.ts';
import { Settings, Strategy } from './settings.ts';
import { GateName, RunId } from './site-benchmark.ts';
import { TagName } from './tags.ts';

/** `POST /purge`: at least one member that says what. */
export const SitePurge = z.strictObject({
  urls: z.array(z.string().min(1).max(8192)).min(1).max(1000).optional(),
  tags: z.array(TagName).min(1).max(5000).optional(),
  /** Post id. */
  post: z.int().min(1).optional(),
  everything: z.boolean().optional(),
  /** Let the pages expire instead: they are shown once more while they are rendered anew. For nothing that is wrong now. */
  soft: z.boolean().optional(),
});
export type SitePurge = z.infer<typeof SitePurge>;

/** Its answer. */
export const PurgeAnswer = z.object({
  ok: z.literal(true),
  /** Position of the edge's ledger with this purge in it; null = no edge, or it could not be told at once. */
  edge: LedgerSequence.nullable(),
  /** The edge has not heard of it yet, or not of one before it; it is told as soon as it answers. */
  edge_waits: z.boolean(),
  /** Tags of posts, terms and users that are not there now; purged all the same, because what was deleted may still be on a page. */
  unknown: z.array(TagName),
});
export type PurgeAnswer = z.infer<typeof PurgeAnswer>;

/** Where the connection to the Worker stands. */
export const EdgeState = z.enum(['off', 'verifying', 'active', 'failed', 'paused']);
export type EdgeState = z.infer<typeof EdgeState>;

/** What a button beside a problem does; null = only a person can do it, as `fix` says. */
export const ProblemAction = z.discriminatedUnion('do', [
  /** Save this merge patch; `replace_dropin` asks for consent to set another plugin's drop-in aside. */
  z.object({
    do: z.literal('save'),
    label: z.string(),
    patch: z.record(z.string(), z.unknown()),
    replace_dropin: z.boolean(),
  }),
  /** Write the drop-in, WP_CACHE and the engine file again. */
  z.object({ do: z.literal('repair'), label: z.string() }),
  /** Register with the Worker again under the address of today. */
  z.object({ do: z.literal('reconnect'), label: z.string() }),
  z.object({ do: z.literal('open'), label: z.string(), href: z.string() }),
]);
export type ProblemAction = z.infer<typeof ProblemAction>;

export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  action: ProblemAction.nullable(),
});
export type Problem = z.infer<typeof Problem>;

/**
 * `POST /repair`: puts right what the plugin itself can put right. `edge` registers anew, which also replaces a key that
 * was lost; `edge-key` replaces the key without a pause. Answers the status of after.
 */
export const Repair = z.strictObject({ what: z.enum(['files', 'edge', 'edge-key']) });
export type Repair = z.infer<typeof Repair>;

/** `GET /status`. */
export const SiteStatus = z.object({
  ok: z.literal(true),
  version: z.string(),
  /** The front page. */
  home: z.string(),
  enabled: z.boolean(),
  /** Unix seconds; null = not paused. */
  paused_until: z.int().nullable(),
  strategy: Strategy,
  dropin: z.enum(['installed', 'absent', 'foreign', 'outdated']),
  wp_cache: z.boolean(),
  cache_dir_writable: z.boolean(),
  /** Version of the engine that answered this request, or null when none did. */
  engine: z.string().nullable(),
  /** Nobody has ever saved a setting: the screens begin with the first run. */
  first_run: z.boolean(),
  /** What needs somebody, each with the one thing to do; the first matters most. */
  problems: z.array(Problem),
  edge: z.object({
    state: EdgeState,
    error: z.string().nullable(),
    site_id: z.string().nullable(),
    kid: z.string().nullable(),
    /** Messages that wait to be delivered. */
    behind: z.int().min(0),
    /** Unix seconds: since when the oldest of them waits, and when it is tried next. */
    behind_since: z.int().nullable(),
    next_try: z.int().nullable(),
    url: z.string(),
    /** Seconds by which the Worker's clock is ahead of this server's; null = not known yet. */
    clock: z.int().nullable(),
    /** Last position of the Worker's ledger that it acknowledged, and when. */
    acked: z.object({ epoch: z.string(), seq: z.int(), at: z.int() }).nullable(),
    /** Position of this site's own purge log: now, and as the Worker knows it; null = not known. */
    origin_seq: z.object({ now: z.int().nullable(), told: z.int().nullable() }),
    /** Purges that wait for Cloudflare's own cache; null = no zone is set. */
    zone: z.object({ behind: z.int().min(0), error: z.string().nullable() }).nullable(),
  }),
  /** What the last finished benchmark saw of the strategy in use; null where it was not measured, or nothing was. */
  gates: z
    .object({
      run: RunId,
      /** Unix seconds. */
      at: z.int(),
      strategy: Strategy,
      /** Gate by gate; null = not looked at. */
      passed: z.record(GateName, z.boolean().nullable()),
    })
    .nullable(),
  /** The continuous check in the last seven days; see `GET /proof`. */
  proof: z.object({
    checked: z.int().min(0),
    differences: z.int().min(0),
    /** “412 pages checked this week, 0 differences.” */
    sentence: z.string(),
    /** What shadow mode recommends, in words; null while the cache serves. */
    shadow: z.string().nullable(),
  }),
});
export type SiteStatus = z.infer<typeof SiteStatus>;

/** `GET` and `PATCH /settings`; secrets are masked. */
export const SettingsAnswer = z.object({
  ok: z.literal(true),
  revision: z.string(),
  settings: Settings,
  /** Paths of secrets that a constant of wp-config.php or the environment decides; writing one is a 409. */
  fixed: z.array(z.string()),
  /** Paths of secrets that cannot be opened any more and have to be typed again. */
  reenter: z.array(z.string()),
});
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

/** One line of "What just happened". */
export const PurgeRecord = z.object({
  id: z.int(),
  /** Unix seconds. */
  at: z.int(),
  /** Login name, `cron`, `cli`, or empty for a visitor's request. */
  actor: z.string(),
  /** What happened, as stored: for machines. */
  cause: z.string(),
  /** The same as a sentence in the language of who asks, with titles instead of ids. */
  sentence: z.string(),
  tags: z.array(z.string()),
  urls: z.array(z.string()),
  seq: z.int(),
  epoch: z.string(),
  /** Known pages that it put out of use, and those that stayed good; null = not counted. */
  refreshed: z.int().min(0).nullable(),
  untouched: z.int().min(0).nullable(),
  /** Milliseconds until the edge confirmed it; null = no edge was connected, or it does not know yet. */
  edge_ms: z.int().min(0).nullable(),
  /** Whether the edge still has to be told. */
  edge_waiting: z.boolean(),
});
export type PurgeRecord = z.infer<typeof PurgeRecord>;

/** `GET /purges?page=&per_page=`, newest first. */
export const PurgesAnswer = z.object({
  ok: z.literal(true),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(100),
  purges: z.array(PurgeRecord),
});
export type PurgesAnswer = z.infer<typeof PurgesAnswer>;

/** The file that settings are exported to and imported from; secrets are never in it. */
export const SettingsFile = z.strictObject({
  format: z.literal('ai-wp-dynamic-cache/settings/1'),
  /** Version of the plugin that wrote it. */
  version: z.string(),
  settings: Settings,
});
export type SettingsFile = z.infer<typeof SettingsFile>;

/** An error of the plugin's REST API. */
export const SiteError = z.object({
  ok: z.literal(false),
  error: z.string(),
  details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type SiteError = z.infer<typeof SiteError>;
