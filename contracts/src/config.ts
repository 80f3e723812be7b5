/** `PUT /api/plugin/config`: what the edge must know of a site, sent on every change and at start. */
import { z } from 'zod';
import { CacheOptions } from './cache-options.ts';
import { Rules } from './rules.ts';
import { Host, Strategy, Ttl } from './settings.ts';

/** Raised when a message of either side changes its meaning; a mismatch is shown, and the edge passes through. */
export const CONTRACT_VERSION = 1;

export const SiteId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export type SiteId = z.infer<typeof SiteId>;

/** Scheme and authority, no path, no trailing slash. */
export const Origin = z.string().regex(/^https?:\/\/[a-z0-9.-]+(:[0-9]{1,5})?$/);
export type Origin = z.infer<typeof Origin>;

export const Scheme = z.enum(['http', 'https']);

/** `user:password` of an origin whose web server asks for them (RFC 7617: a user has no colon). */
export const BasicAuth = z
  .string()
  .max(1024)
  .regex(/^[^:\x00-\x1f\x7f]+:[^\x00-\x1f\x7f]*$/);

export const EdgeConfig = z.strictObject({
  site_id: SiteId,
  /** Contract version that the plugin speaks. */
  contract: z.int().min(1),
  /** Names one state of the settings; every stored page carries it. */
  revision: z.string().regex(/^[0-9a-f]{16}$/),
  /** Where WordPress answers. */
  origin: Origin,
  /** What the Worker says at the origin's door where a visitor says nothing himself; absent when it is open. */
  basic_auth: BasicAuth.optional(),
  /** First field of the cache key. */
  blog_id: z.int().min(1),
  canonical: z.strictObject({ scheme: Scheme, host: Host }),
  aliases: z.array(Host).max(100),
  enabled: z.boolean(),
  /** Unix seconds; 0 = not paused. */
  paused_until: z.int().min(0),
  strategy: Strategy,
  ttl: Ttl,
  rules: Rules,
  view_max: z.union([z.literal(5), z.literal(30), z.literal(60)]),
  strict: z.boolean(),
  cache: CacheOptions.prefault({}),
  /** Ids of the active personas. */
  personas: z.array(z.string().regex(/^[a-z0-9-]{1,32}$/)).max(20),
});
export type EdgeConfig = z.infer<typeof EdgeConfig>;

export const EdgeConfigAccepted = z.strictObject({
  ok: z.literal(true),
  /** Contract version that the Worker speaks. */
  contract: z.int(),
  revision: z.string(),
});
export type EdgeConfigAccepted = z.infer<typeof EdgeConfigAccepted>;
