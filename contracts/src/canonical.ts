/**
 * Length-prefixed lines: the one way in which fields are joined before they are hashed or signed, so that
 * no byte can move from one field into its neighbour. Lengths count UTF-8 bytes.
 */
const encoder = new TextEncoder();

/** A Web Crypto key, whichever runtime's types are loaded. */
export type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** `LENGTH:BYTES\n` for each field; an empty field is `0:\n`. */
export function lengthPrefixed(fields: readonly string[]): string {
  return fields.map((field) => `${byteLength(field)}:${field}\n`).join('');
}

// An encoder call costs more than all the rest of a key, and keys are ASCII.
function byteLength(field: string): number {
  return isAscii(field) ? field.length : encoder.encode(field).length;
}

/** Whether each character is one UTF-8 byte. */
export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

/** Lower-case hex of a byte sequence. */
export function toHex(bytes: ArrayBuffer | Uint8Array): string {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  let hex = '';
  for (const byte of view) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** Lower-case hex SHA-256 of a UTF-8 string or of bytes. */
export async function sha256Hex(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(await crypto.subtle.digest('SHA-256', typeof data === 'string' ? encoder.encode(data) : data));
}

/**
 * HKDF-SHA256 (RFC 5869) with an empty salt, 32 bytes out, imported as an HMAC key.
 * `secret` is the base64url text as issued, used as its ASCII bytes.
 */
export async function deriveHmacKey(secret: string, info: string): Promise<HmacKey> {
  const ikm = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: encoder.encode(info) },
    ikm,
    256,
  );
  return importHmacKey(new Uint8Array(bits));
}

/** An HMAC-SHA256 key from raw bytes. */
export function importHmacKey(bytes: Uint8Array<ArrayBuffer>): Promise<HmacKey> {
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

/** Lower-case hex HMAC of a UTF-8 message. */
export async function hmacHex(key: HmacKey, message: string): Promise<string> {
  return toHex(await crypto.subtle.sign('HMAC', key, encoder.encode(message)));
}

/** Whether `hex` is the HMAC of the message; compares in constant time (`crypto.subtle.verify`). */
export async function hmacMatches(key: HmacKey, message: string, hex: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(hex)) return false;
  const mac = new Uint8Array(32);
  for (let i = 0; i < 32; i++) mac[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return crypto.subtle.verify('HMAC', key, mac, encoder.encode(message));
}
