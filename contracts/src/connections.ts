/** What the site is connected to: settings of Redis and of the edge. */
import { z } from 'zod';

export const RedisConnection = z.strictObject({
  host: z.string().max(255).default('').meta({
    title: 'Redis host',
    description: 'Name or address of the Redis server, or the path of its socket. Empty means no Redis.',
  }),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .default(6379)
    .meta({ title: 'Redis port', description: 'The port Redis listens on. 6379 is usual.' }),
  tls: z.boolean().default(false).meta({
    title: 'Encrypt the connection to Redis (TLS)',
    description: 'Needed when Redis runs with another provider; the server has to offer it.',
  }),
  username: z.string().max(255).default('').meta({
    title: 'Redis user',
    description:
      'Only for servers with access lists (Redis 6 and later). Leave it empty if you were given none.',
  }),
  password: z.string().max(1024).default('').meta({
    title: 'Redis password',
    description: 'Stored encrypted and never shown again.',
  }),
  prefix: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,32}$/)
    .default('cme')
    .meta({
      title: 'Prefix of the Redis keys',
      description:
        'Keeps this site apart from others on the same server. 1–32 letters, digits, dots, hyphens and underscores.',
    }),
  cluster: z.boolean().default(false).meta({
    title: 'Redis is a cluster',
    description: 'The data is spread over several servers. Your provider says so if it is.',
  }),
});
export type RedisConnection = z.infer<typeof RedisConnection>;

export const EdgeConnection = z.strictObject({
  enabled: z.boolean().default(false).meta({
    title: 'Use the edge',
    description:
      'Pages are also kept in Cloudflare’s data centres, near your visitors. Every purge is sent there as well.',
  }),
  /** Base URL of the Worker: scheme and authority, no path. */
  url: z
    .string()
    .max(255)
    .regex(/^(https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?)?$/)
    .default('')
    .meta({
      title: 'Address of the Worker',
      description: 'Where your Worker answers, without a path, such as https://cache.example.workers.dev.',
    }),
  zone_id: z
    .string()
    .regex(/^([0-9a-f]{32})?$/)
    .default('')
    .meta({
      title: 'Cloudflare zone',
      description:
        'The id of your zone: 32 digits and letters from a to f. With it and a token every purge is told to Cloudflare’s own cache too, by tag and by address.',
    }),
  zone_token: z.string().max(1024).default('').meta({
    title: 'Cloudflare API token',
    description: 'A token with the one permission Zone, Cache Purge. Stored encrypted and never shown again.',
  }),
  /** Oldest view of the purge ledger, in seconds, with which the edge still answers. */
  view_max: z
    .union([z.literal(5), z.literal(30), z.literal(60)])
    .default(5)
    .meta({
      title: 'Longest wait for a purge at the edge',
      description:
        'In seconds: after this time no data centre shows a purged page. A longer wait makes the edge look less often, which costs less.',
    }),
  strict: z.boolean().default(false).meta({
    title: 'Look before every answer',
    description:
      'The edge checks for purges before each page it sends, not only every few seconds. No wait at all, but every visit takes a little longer.',
  }),
  basic_auth: z.string().max(1024).default('').meta({
    title: 'Password of a protected site',
    description:
      'User and password as user:password, when the web server asks for them before WordPress does. The Worker says them in every visitor’s place, so that whoever comes by the edge needs none. Stored encrypted and never shown again.',
  }),
});
export type EdgeConnection = z.infer<typeof EdgeConnection>;
