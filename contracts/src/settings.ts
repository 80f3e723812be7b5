/**
 * Everything an owner can set, each with the words in which it is shown. Defaults live here and nowhere else; PHP reads
 * contracts/schema/settings.json, the screens read the generated labels.
 */
import { z } from 'zod';
import { EdgeConnection, RedisConnection } from './connections.ts';
import { ExcludeRules, QueryRules, VariantRules } from './rules.ts';

/** Which layers are on (design 00, "Strategies"). */
export const Strategy = z.enum(['origin-disk', 'object-cache', 'edge-balanced', 'edge-r2']);
export type Strategy = z.infer<typeof Strategy>;

/** Lifetimes in seconds. */
export const Ttl = z.strictObject({
  page: z.int().min(60).max(2_592_000).default(604_800).meta({
    title: 'Lifetime of a page',
    description:
      'How long a stored page is used at most, from 1 minute to 30 days. Pages that change are renewed at once, whatever you set here.',
  }),
  not_found: z.int().min(0).max(60).default(0).meta({
    title: 'Lifetime of “not found”',
    description:
      'How long the answer for an address without a page is kept, up to 60 seconds. 0 asks WordPress each time.',
  }),
  grace: z.int().min(0).max(604_800).default(86_400).meta({
    title: 'Help in an outage',
    description:
      'How long after its lifetime the edge may still show a page while your host does not answer, up to 7 days. 0 shows the error instead. Purged pages are never shown.',
  }),
  browser: z.int().min(0).max(3_600).default(0).meta({
    title: 'Lifetime in the browser',
    description:
      'How long a visitor’s browser may show a page without asking, up to 1 hour. No purge reaches a browser: for that long a visitor may see the old page. 0 always asks, and so does a site whose cookies choose between pages.',
  }),
});
export type Ttl = z.infer<typeof Ttl>;

/** A host name (with a port where it is not the default one), lower-case, punycode. */
export const Host = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?$/);
export type Host = z.infer<typeof Host>;

/** Another strategy for some of the visitors of the edge first (rollout.ts has what the edge is told). */
const RolloutSettings = z.strictObject({
  percent: z
    .union([z.literal(0), z.literal(10), z.literal(50), z.literal(100)])
    .default(0)
    .meta({
      title: 'Try another strategy on',
      description:
        'In percent of the visitors of the edge: 0, 10, 50 or 100. Who has it at 10 has it at 50 too. When it has proved itself make it the strategy of the site, and set this to 0.',
    }),
  strategy: Strategy.default('edge-r2').meta({
    title: 'The strategy to try',
    description: 'Where their pages are kept. The same as everybody has changes nothing.',
  }),
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,32}$/)
    .default('first')
    .meta({
      title: 'Name of this try',
      description:
        '1–32 letters, digits, hyphens and underscores. Another name draws visitors anew, counts from the beginning, and forgets that a try was ended.',
    }),
  min_requests: z.int().min(100).max(1_000_000).default(1000).meta({
    title: 'Visits before the two are compared',
    description: 'Each of the two groups must have had so many, from 100 to 1,000,000.',
  }),
  step_back: z.boolean().default(true).meta({
    title: 'End the try when it is worse',
    description:
      'Everybody has the strategy of the site again when the new one gives more errors, fewer hits or slower answers.',
  }),
});

const MEBIBYTE = 1_048_576;

const Disk = z.strictObject({
  max_bytes: z
    .int()
    .min(64 * MEBIBYTE)
    .max(MEBIBYTE * MEBIBYTE)
    .default(1024 * MEBIBYTE)
    .meta({ title: 'Space for stored pages', description: 'From 64 MiB to 1 TiB.' }),
});

const Proof = z.strictObject({
  sample_rate: z.number().min(0).max(0.1).default(0.001).meta({
    title: 'Share of visits that are checked',
    description:
      'This share of pages from the cache is rendered again and compared, from 0 (none) to 0.1 (one in ten).',
  }),
  max_per_hour: z.int().min(0).max(3_600).default(60).meta({
    title: 'Checks per hour',
    description:
      'No more than this many pages are rendered again in an hour, from 0 to 3,600. A busy host checks fewer.',
  }),
  shadow: z.boolean().default(false).meta({
    title: 'Watch only (shadow mode)',
    description:
      'Pages are stored and compared, and nobody is served from the store: every visitor gets the render of WordPress itself. The result says whether it is safe to serve.',
  }),
});

const Alerts = z.strictObject({
  email: z
    .string()
    .max(254)
    .regex(/^([^@\s,;<>"]{1,64}@[A-Za-z0-9.-]{1,189})?$/)
    .default('')
    .meta({
      title: 'E-mail address for alerts',
      description: 'Who is told when a stored page turns out to be wrong. Empty: nobody by e-mail.',
    }),
  webhook_url: z
    .string()
    .max(2048)
    .regex(/^(https?:\/\/[^\s@\\]{1,2040})?$/)
    .default('')
    .meta({
      title: 'Webhook for alerts',
      description:
        'An address that gets the same as JSON, signed as Standard Webhooks say. Empty: no webhook.',
    }),
  webhook_secret: z
    .string()
    .max(256)
    .regex(/^(whsec_[A-Za-z0-9+/]{32,248}={0,2})?$/)
    .default('')
    .meta({
      title: 'Secret of the webhook',
      description:
        'What the receiver checks the signature with: “whsec_” and 24 to 64 random bytes in base64. Without one nothing is sent. Stored encrypted and never shown again.',
    }),
  max_per_hour: z.int().min(1).max(60).default(4).meta({
    title: 'Alerts per hour',
    description: 'What is found beyond that waits, and comes together in the next one. From 1 to 60.',
  }),
});

const Log = z.strictObject({
  level: z.enum(['off', 'errors', 'all']).default('errors').meta({
    title: 'What is written to the log',
    description: 'Nothing, failures only, or every decision.',
  }),
  days: z.int().min(1).max(30).default(7).meta({
    title: 'Days the log is kept',
    description: 'Older entries are deleted, after 1 to 30 days.',
  }),
});

export const Settings = z.strictObject({
  enabled: z.boolean().default(false).meta({
    title: 'Page cache',
    description: 'Whether pages are stored and served from the store.',
  }),
  paused_until: z.int().min(0).nullable().default(null).meta({
    title: 'Paused until',
    description: 'Unix time in seconds until which every visitor gets a live page; null is not paused.',
  }),
  strategy: Strategy.default('origin-disk').meta({
    title: 'Where pages are stored',
    description: 'More places answer more visits without your host; each has to be set up first.',
  }),
  ttl: Ttl.prefault({}),
  query: QueryRules.prefault({}),
  exclude: ExcludeRules.prefault({}),
  hosts: z.array(Host).max(100).default([]).meta({
    title: 'Other names of this site',
    description:
      'Hosts that show the very same pages as the address of the site, one per line, such as www.example.org. Visits to any other name are not cached. At most 100.',
  }),
  variants: VariantRules.prefault({}),
  disk: Disk.prefault({}),
  redis: RedisConnection.prefault({}),
  edge: EdgeConnection.prefault({}),
  rollout: RolloutSettings.prefault({}),
  early_start: z.boolean().default(false).meta({
    title: 'Start before the drop-in',
    description:
      'One line in wp-config.php sends stored pages before WordPress loads a single file. Test the ways in to see whether it works on this host.',
  }),
  direct_mode: z.boolean().default(false).meta({
    title: 'Let the web server answer',
    description:
      'nginx or Apache sends stored pages without PHP; nginx needs the lines of “wp dynamic-cache direct rules”. Such visits are not counted, and not sampled for the continuous proof. Test the ways in to see whether it works.',
  }),
  nonce_refresh: z.boolean().default(true).meta({
    title: 'Keep forms working',
    description: 'Security codes in the forms of a stored page are renewed in the browser.',
  }),
  proof: Proof.prefault({}),
  alerts: Alerts.prefault({}),
  log: Log.prefault({}),
});
export type Settings = z.infer<typeof Settings>;

/** Paths of the settings that are stored encrypted and shown as `••••last4`. */
export const SECRET_SETTINGS = [
  'redis.password',
  'edge.zone_token',
  'edge.basic_auth',
  'alerts.webhook_secret',
] as const;

/**
 * Paths of the settings that are no secret to who may change them, and that a file of settings leaves out: whoever has the
 * address of a webhook may post to it. Empty in a file, the site keeps what it has.
 */
export const PRIVATE_SETTINGS = ['alerts.webhook_url'] as const;
