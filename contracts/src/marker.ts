/**
 * `X-Dynamic-Cache-Store`: the origin's signed consent that exactly this response may be stored by the edge. It is
 * made inside the final output-buffer callback, after every check, so that no truncated or failed page can carry one.
 */
import { z } from 'zod';
import { type HmacKey, hmacHex, hmacMatches, lengthPrefixed } from './canonical.ts';

export const MARKER_HEADER = 'X-Dynamic-Cache-Store';
export const TAGS_HEADER = 'X-Dynamic-Cache-Tags';

/** HKDF info of the key that signs markers. */
export const MARKER_INFO = 'dynamic-cache/v1/store-marker';

const Decimal = z.string().regex(/^(0|[1-9][0-9]{0,15})$/);

export const Marker = z.strictObject({
  kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  /** Absolute end of life, Unix seconds. */
  exp: Decimal,
  /** Of the origin's purge log. */
  epoch: z.string().regex(/^[0-9a-f]{32}$/),
  /** The fill token: sequence of the origin's purge log before the page was rendered. */
  tok: Decimal,
  /** Revision of the configuration under which the page was rendered. */
  rev: z.string().regex(/^[0-9a-f]{16}$/),
  /** Length in bytes, and hex SHA-256, of the identity body. */
  len: Decimal,
  dig: z.string().regex(/^[0-9a-f]{64}$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Marker = z.infer<typeof Marker>;

/** What the marker vouches for besides its own fields. */
export interface MarkedResponse {
  /** Cache key, 64 hex digits. */
  key: string;
  status: number;
  /** Persona id, or empty. */
  persona: string;
  /** Value of `X-Dynamic-Cache-Tags`. */
  tags: string;
}

function message(marker: Omit<Marker, 'mac'>, { key, status, persona, tags }: MarkedResponse): string {
  const { kid, exp, epoch, tok, rev, len, dig } = marker;
  return lengthPrefixed(['store1', kid, key, String(status), exp, epoch, tok, rev, len, dig, persona, tags]);
}

/** The header value. */
export async function signMarker(signingKey: HmacKey, fields: Omit<Marker, 'mac'>, response: MarkedResponse) {
  const { kid, exp, epoch, tok, rev, len, dig } = fields;
  const mac = await hmacHex(signingKey, message(fields, response));
  return `v1;kid=${kid};exp=${exp};epoch=${epoch};tok=${tok};rev=${rev};len=${len};dig=${dig};mac=${mac}`;
}

/** Reads a header value; null when it does not have the exact form. */
export function parseMarker(header: string): Marker | null {
  const form =
    /^v1;kid=([^;]*);exp=([^;]*);epoch=([^;]*);tok=([^;]*);rev=([^;]*);len=([^;]*);dig=([^;]*);mac=([^;]*)$/;
  const [, kid, exp, epoch, tok, rev, len, dig, mac] = form.exec(header) ?? [];
  const parsed = Marker.safeParse({ kid, exp, epoch, tok, rev, len, dig, mac });
  return parsed.success ? parsed.data : null;
}

/** Whether the marker was made by the holder of the key for exactly this response. */
export function verifyMarker(
  signingKey: HmacKey,
  marker: Marker,
  response: MarkedResponse,
): Promise<boolean> {
  return hmacMatches(signingKey, message(marker, response), marker.mac);
}
