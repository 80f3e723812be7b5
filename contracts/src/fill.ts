/**
 * `X-Dynamic-Cache-Fill`: the edge asks the origin for a page that it means to store. Only to such a request the
 * origin shows tags and store marker.
 */
import { z } from 'zod';
import { type HmacKey, hmacHex, hmacMatches, lengthPrefixed } from './canonical.ts';

export const FILL_HEADER = 'X-Dynamic-Cache-Fill';

/** HKDF info of the key that signs fills. */
export const FILL_INFO = 'dynamic-cache/v1/fill';

/** How far a fill's clock may be off, in seconds. */
export const FILL_WINDOW = 300;

const Kid = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const Fill = z.strictObject({
  kid: Kid,
  ts: z.string().regex(/^[1-9][0-9]{9}$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Fill = z.infer<typeof Fill>;

function message(kid: string, method: string, key: string, ts: string): string {
  return lengthPrefixed(['fill1', kid, method, key, ts]);
}

/** Header value for a fill of the page under `key` (64 hex digits). `now` in Unix seconds. */
export async function signFill(signingKey: HmacKey, kid: string, method: string, key: string, now: number) {
  const ts = String(Math.floor(now));
  return `v1;kid=${kid};ts=${ts};mac=${await hmacHex(signingKey, message(kid, method, key, ts))}`;
}

/** Reads a header value; null when it does not have the exact form. */
export function parseFill(header: string): Fill | null {
  const match = /^v1;kid=([^;]*);ts=([^;]*);mac=([^;]*)$/.exec(header);
  const parsed = Fill.safeParse({ kid: match?.[1], ts: match?.[2], mac: match?.[3] });
  return parsed.success ? parsed.data : null;
}

/** Whether a fill is genuine for this method and key, and its clock within the window. */
export async function verifyFill(signingKey: HmacKey, fill: Fill, method: string, key: string, now: number) {
  const genuine = await hmacMatches(signingKey, message(fill.kid, method, key, fill.ts), fill.mac);
  return genuine && Math.abs(now - Number(fill.ts)) <= FILL_WINDOW;
}
