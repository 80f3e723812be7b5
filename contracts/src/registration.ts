/** How a site and a Worker come to share a secret (design: "Registration"). */
import { z } from 'zod';
import { deriveHmacKey, hmacHex } from './canonical.ts';
import { BasicAuth, SiteId } from './config.ts';

export const Capability = z.enum(['cache', 'live', 'benchmark', 'sandbox']);
export type Capability = z.infer<typeof Capability>;

/** `POST /api/plugin/live/register`, with `Authorization: Bearer EDGE_BOOTSTRAP_SECRET`. */
export const RegisterRequest = z.strictObject({
  /** Home URL without trailing slash; a path is kept for sites in a sub-folder. */
  site_url: z
    .string()
    .max(255)
    .regex(/^https?:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$/),
  name: z.string().min(1).max(200),
  capabilities: z.array(Capability).max(10),
  /** The challenge is read with it, where the origin's web server asks for a password. */
  basic_auth: BasicAuth.optional(),
});
export type RegisterRequest = z.infer<typeof RegisterRequest>;

export const RegisterAccepted = z.strictObject({ siteId: SiteId, status: z.literal('verifying') });
export type RegisterAccepted = z.infer<typeof RegisterAccepted>;

/** Base64url text of 32 random bytes; used everywhere as its ASCII bytes. */
export const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** `GET /api/plugin/live/register/{siteId}`, same bearer. `secret` is told once, with the first `active`. */
export const RegistrationState = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('verifying') }),
  z.strictObject({ status: z.literal('failed'), error: z.string() }),
  z.strictObject({
    status: z.literal('active'),
    kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    secret: Secret.nullable(),
  }),
]);
export type RegistrationState = z.infer<typeof RegistrationState>;

/**
 * A key in place of the one that signs, in two steps so that no lost answer locks a site out. `POST /api/plugin/key`
 * makes another one beside it; both count. `POST /api/plugin/key/retire`, signed with the new one, ends all others of
 * the site a little later. Before that step fills are signed with the former key, after it with the new one.
 */
export const KeyRequest = z.strictObject({ site_id: SiteId });
export type KeyRequest = z.infer<typeof KeyRequest>;

export const NewKeyAnswer = z.strictObject({
  ok: z.literal(true),
  kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  secret: Secret,
});
export type NewKeyAnswer = z.infer<typeof NewKeyAnswer>;

export const RetiredAnswer = z.strictObject({
  ok: z.literal(true),
  /** Unix seconds at which the former keys end. */
  until: z.int(),
});
export type RetiredAnswer = z.infer<typeof RetiredAnswer>;

/** `GET …/wp-json/dynamic-cache/v1/challenge/{id}`; id is the site id under verification. */
export const Challenge = z.strictObject({ ok: z.literal(true), answer: z.string().regex(/^[0-9a-f]{64}$/) });
export type Challenge = z.infer<typeof Challenge>;

/** HKDF info of the key that answers a challenge. */
const CHALLENGE_INFO = 'dynamic-cache/v1/challenge';

/** What the site answers to prove that it shares the bootstrap secret: hex HMAC of the id. */
export async function challengeAnswer(bootstrapSecret: string, id: string): Promise<string> {
  return hmacHex(await deriveHmacKey(bootstrapSecret, CHALLENGE_INFO), id);
}
