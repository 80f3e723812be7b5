/** A page as one run of bytes, for tiers that keep nothing else; checked by digest when it comes back. */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import type { Entry } from '../cache/entry.ts';
import { factsText, parseFacts } from './facts.ts';
import type { Found } from './tier.ts';

/** Length of the facts (four bytes, big-endian), the facts as JSON, the body. */
export function frame(entry: Entry): Uint8Array<ArrayBuffer> {
  const { body } = entry;
  const facts = new TextEncoder().encode(factsText(entry));
  const bytes = new Uint8Array(4 + facts.byteLength + body.byteLength);
  new DataView(bytes.buffer).setUint32(0, facts.byteLength);
  bytes.set(facts, 4);
  bytes.set(body, 4 + facts.byteLength);
  return bytes;
}

/** The page in a frame, or why it is none: cut off, changed, another page's, of another layout. */
export async function unframe(bytes: Uint8Array<ArrayBuffer>, key: string): Promise<Found> {
  const length = bytes.byteLength < 4 ? 0 : new DataView(bytes.buffer).getUint32(0);
  const facts = parseFacts(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  if (facts === null) return { found: 'nothing', reason: 'schema' };
  const body = bytes.slice(4 + length);
  const whole =
    facts.key === key && facts.length === body.byteLength && facts.digest === (await sha256Hex(body));
  return whole ? { found: 'entry', entry: { ...facts, body } } : { found: 'nothing', reason: 'corrupt' };
}
