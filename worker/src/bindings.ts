/** What a deploy gives the Worker: databases, stores, secrets and switches. */
import type { PurgeLedger } from './ledger/durable-object.ts';

/** Everything that is bound to the Worker. Variables are texts; each is read at the place that gives it a meaning. */
export interface Bindings {
  /** Control database: sites, keys, nonces, audit, profiles, sandbox, samples. */
  CONTROL: D1Database;
  /** Purge ledger, apart from CONTROL so that no restore rewinds it. */
  LEDGER: D1Database;
  /** The same as Durable Objects, one for each site. */
  PURGE_LEDGER?: DurableObjectNamespace<PurgeLedger>;
  /** `durable-object` has purges kept in PURGE_LEDGER; anything else in LEDGER. */
  LEDGER_STORE?: string;
  /** Pages in Workers KV, for the strategies `edge-balanced` and `edge-r2`; everything works without it. */
  CACHE_KV?: KVNamespace;
  /** Pages in R2, behind KV, for the strategy `edge-r2`; everything works without it. */
  CACHE_R2?: R2Bucket;
  /** `false` leaves KV alone although it is bound. */
  CACHE_KV_ENABLED?: string;
  /** Secret: lets a site register, and is the key of the challenge that proves it. */
  EDGE_BOOTSTRAP_SECRET?: string;
  /** Secret: signatures v0 of sites that are not registered. */
  WP_PLUGIN_SHARED_SECRET?: string;
  /** Secret: the second one that counts while the first is replaced. */
  WP_PLUGIN_SHARED_SECRET_NEXT?: string;
  /** Secret: capability token of the sandbox routes. */
  CAP_TOKEN_SANDBOX_WRITE?: string;
  /** How far a signed request's clock may be off; 300 when unset. 0, or no number, disables the signed routes. */
  REPLAY_WINDOW_SECONDS?: string;
  /** Days for which the control plane keeps things, as `samples=90,audit=30`; src/upkeep/retention.ts has the usual. */
  RETENTION_DAYS?: string;
  /** `closed`: after a minute without the ledger pages come from WordPress alone, however many ask. */
  LEDGER_FAIL?: string;
  /** `off`: a shared cache before `ORIGIN`, by the rules of HTTP alone. Anything else: sites register, and mark pages. */
  MARKER?: string;
  /** Scheme and authority of the origin in general mode. */
  ORIGIN?: string;
  /** `false` turns the whole edge into a pass-through. */
  CACHE_ENABLED?: string;
  /** Longest life of a copy in seconds, whatever its origin allows; no limit of ours when unset. */
  CACHE_DEFAULT_TTL?: string;
  /** Memory for pages per isolate, in MB; 50 when unset. */
  CACHE_MAX_MEMORY_SIZE?: string;
  /** Part of every name in the cache of the Worker's own data; raised by a deploy that changes what is stored there. */
  CACHE_VERSION?: string;
  /** The site that `/edge/cache/<path>` shows when several are registered. */
  DEFAULT_SITE_ID?: string;
}
