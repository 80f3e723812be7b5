/** Everything an owner can set. Defaults live here and nowhere else; PHP reads contracts/schema/settings.json. */
import { z } from 'zod';
import { ExcludeRules, QueryRules, VariantRules } from './rules.ts';

/** Which layers are on (design 00, "Strategies"). */
export const Strategy = z.enum(['origin-disk', 'object-cache', 'edge-balanced', 'edge-r2']);
export type Strategy = z.infer<typeof Strategy>;

/** Lifetimes in seconds. */
export const Ttl = z.strictObject({
  page: z.int().min(60).max(2_592_000).default(604_800),
  not_found: z.int().min(0).max(60).default(0),
  grace: z.int().min(0).max(604_800).default(86_400),
  browser: z.int().min(0).max(3_600).default(0),
});
export type Ttl = z.infer<typeof Ttl>;

/** A host name (with a port where it is not the default one), lower-case, punycode. */
export const Host = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?$/);
export type Host = z.infer<typeof Host>;

const MEBIBYTE = 1_048_576;

export const Settings = z.strictObject({
  enabled: z.boolean().default(false),
  /** Unix seconds; null = not paused. */
  paused_until: z.int().min(0).nullable().default(null),
  strategy: Strategy.default('origin-disk'),
  ttl: Ttl.prefault({}),
  query: QueryRules.prefault({}),
  exclude: ExcludeRules.prefault({}),
  hosts: z.array(Host).max(100).default([]),
  variants: VariantRules.prefault({}),
  disk: z
    .strictObject({
      max_bytes: z
        .int()
        .min(64 * MEBIBYTE)
        .max(MEBIBYTE * MEBIBYTE)
        .default(1024 * MEBIBYTE),
    })
    .prefault({}),
  redis: z
    .strictObject({
      host: z.string().max(255).default(''),
      port: z.int().min(1).max(65_535).default(6379),
      tls: z.boolean().default(false),
      username: z.string().max(255).default(''),
      password: z.string().max(1024).default(''),
      prefix: z
        .string()
        .regex(/^[A-Za-z0-9_.-]{1,32}$/)
        .default('cme'),
      cluster: z.boolean().default(false),
    })
    .prefault({}),
  edge: z
    .strictObject({
      enabled: z.boolean().default(false),
      /** Base URL of the Worker: scheme and authority, no path. */
      url: z
        .string()
        .max(255)
        .regex(/^(https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?)?$/)
        .default(''),
      zone_id: z
        .string()
        .regex(/^([0-9a-f]{32})?$/)
        .default(''),
      zone_token: z.string().max(1024).default(''),
      /** Oldest view of the purge ledger, in seconds, with which the edge still answers. */
      view_max: z.union([z.literal(5), z.literal(30), z.literal(60)]).default(5),
      strict: z.boolean().default(false),
      basic_auth: z.string().max(1024).default(''),
    })
    .prefault({}),
  early_start: z.boolean().default(false),
  direct_mode: z.boolean().default(false),
  nonce_refresh: z.boolean().default(true),
  proof: z
    .strictObject({
      sample_rate: z.number().min(0).max(0.1).default(0.001),
      max_per_hour: z.int().min(0).max(3_600).default(60),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z.enum(['off', 'errors', 'all']).default('errors'),
      days: z.int().min(1).max(30).default(7),
    })
    .prefault({}),
});
export type Settings = z.infer<typeof Settings>;

/** Paths of the settings that are stored encrypted and shown as `••••last4`. */
export const SECRET_SETTINGS = ['redis.password', 'edge.zone_token', 'edge.basic_auth'] as const;
