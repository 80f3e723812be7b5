/** Request signatures between plugin, scripts and Worker (design 04, "Signing"). Pure: keys in, text out. */
import {
  deriveHmacKey,
  type HmacKey,
  hmacHex,
  hmacMatches,
  importHmacKey,
  lengthPrefixed,
  sha256Hex,
} from './canonical.ts';

export const SIGNATURE_HEADERS = {
  pluginId: 'X-Plugin-Id',
  timestamp: 'X-Plugin-Timestamp',
  nonce: 'X-Plugin-Nonce',
  signature: 'X-Plugin-Signature',
  capability: 'X-Capability-Token',
  idempotencyKey: 'Idempotency-Key',
} as const;

/** Most signatures in one header; any valid one counts. */
export const MAX_SIGNATURES = 5;

export type Direction = 'plugin-to-worker' | 'worker-to-plugin';

/** The signed parts of a request. */
export interface SignedRequest {
  pluginId: string;
  /** Unix seconds, ten digits. */
  timestamp: string;
  /** UUID v4. */
  nonce: string;
  method: string;
  /** Host and port as sent. */
  authority: string;
  /** Path and query, the bytes as sent. */
  target: string;
  /** Empty when there is none. */
  contentType: string;
  /** Lower-case hex SHA-256 of the raw body; of the empty string when there is none. */
  bodyDigest: string;
}

/** Digest of a raw body for `SignedRequest.bodyDigest`. */
export function bodyDigest(body: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return sha256Hex(body);
}

/** The string that a v0 signature covers. */
export function canonicalV0(request: SignedRequest): string {
  const { timestamp, nonce, method, target } = request;
  return [timestamp, nonce, method, target, request.bodyDigest].join('.');
}

/** The string that a v1 signature covers. */
export function canonicalV1(request: SignedRequest, direction: Direction, kid: string): string {
  const { pluginId, timestamp, nonce, method, authority, target, contentType } = request;
  return lengthPrefixed([
    'v1',
    direction,
    kid,
    pluginId,
    timestamp,
    nonce,
    method,
    authority,
    target,
    contentType,
    request.bodyDigest,
  ]);
}

/** The HMAC key of v0: the shared secret's bytes. */
export function keyV0(secret: string): Promise<HmacKey> {
  return importHmacKey(Uint8Array.from(new TextEncoder().encode(secret)));
}

/** The HMAC key of v1: bound to a direction and to the authority that is called. */
export function keyV1(secret: string, direction: Direction, authority: string): Promise<HmacKey> {
  return deriveHmacKey(secret, `dynamic-cache/v1/${direction}/${authority}`);
}

/** `X-Plugin-Signature` of the public client's v0. */
export async function signV0(secret: string, request: SignedRequest): Promise<string> {
  return hmacHex(await keyV0(secret), canonicalV0(request));
}

/** `X-Plugin-Signature` of v1: `v1=<kid>:<hex>`. */
export async function signV1(secret: string, kid: string, direction: Direction, request: SignedRequest) {
  const key = await keyV1(secret, direction, request.authority);
  return `v1=${kid}:${await hmacHex(key, canonicalV1(request, direction, kid))}`;
}

export type ParsedSignature = { version: 'v0'; mac: string } | { version: 'v1'; kid: string; mac: string };

/** Reads a signature header: one bare v0 MAC, or up to five `v1=kid:mac`, comma-separated; null when malformed. */
export function parseSignatures(header: string): ParsedSignature[] | null {
  if (/^[0-9a-f]{64}$/.test(header)) return [{ version: 'v0', mac: header }];
  const parts = header.split(/, ?/);
  if (parts.length > MAX_SIGNATURES) return null;
  const signatures: ParsedSignature[] = [];
  for (const part of parts) {
    const match = /^v1=([A-Za-z0-9_-]{1,64}):([0-9a-f]{64})$/.exec(part);
    if (match?.[1] === undefined || match[2] === undefined) return null;
    signatures.push({ version: 'v1', kid: match[1], mac: match[2] });
  }
  return signatures;
}

/** Whether the MAC is genuine; constant time. */
export { hmacMatches as macMatches };

/** What a signed target may contain; anything else is refused before a signature is looked at. */
export function isSignableTarget(target: string): boolean {
  return (
    /^\/[A-Za-z0-9/_.~%=&?-]*$/.test(target) &&
    !target.endsWith('?') &&
    target.split('?').length <= 2 &&
    !/\/\.{1,2}(\/|\?|$)/.test(target.replace(/%2e/gi, '.'))
  );
}
