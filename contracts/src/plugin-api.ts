/** Bodies of the plugin's REST API (`dynamic-cache/v1`) that are validated on both sides. */
import { z } from 'zod';
import { Settings, Strategy } from './settings.ts';
import { TagName } from './tags.ts';

/** `POST /purge`: at least one member. */
export const SitePurge = z.strictObject({
  urls: z.array(z.string().min(1).max(8192)).min(1).max(1000).optional(),
  tags: z.array(TagName).min(1).max(5000).optional(),
  /** Post id. */
  post: z.int().min(1).optional(),
  everything: z.boolean().optional(),
});
export type SitePurge = z.infer<typeof SitePurge>;

/** Where the connection to the Worker stands. */
export const EdgeState = z.enum(['off', 'verifying', 'active', 'failed', 'paused']);
export type EdgeState = z.infer<typeof EdgeState>;

/** `GET /status`. */
export const SiteStatus = z.object({
  ok: z.literal(true),
  version: z.string(),
  enabled: z.boolean(),
  /** Unix seconds; null = not paused. */
  paused_until: z.int().nullable(),
  strategy: Strategy,
  dropin: z.enum(['installed', 'absent', 'foreign', 'outdated']),
  wp_cache: z.boolean(),
  cache_dir_writable: z.boolean(),
  /** Version of the engine that answered this request, or null when none did. */
  engine: z.string().nullable(),
  /** What needs somebody, each with the one thing to do. */
  problems: z.array(z.object({ code: z.string(), message: z.string(), fix: z.string() })),
  edge: z.object({
    state: EdgeState,
    error: z.string().nullable(),
    site_id: z.string().nullable(),
    kid: z.string().nullable(),
    /** Messages that wait to be delivered. */
    behind: z.int().min(0),
    url: z.string(),
  }),
});
export type SiteStatus = z.infer<typeof SiteStatus>;

/** `GET` and `PATCH /settings`; secrets are masked. */
export const SettingsAnswer = z.object({ ok: z.literal(true), revision: z.string(), settings: Settings });
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

/** An error of the plugin's REST API. */
export const SiteError = z.object({
  ok: z.literal(false),
  error: z.string(),
  details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type SiteError = z.infer<typeof SiteError>;
