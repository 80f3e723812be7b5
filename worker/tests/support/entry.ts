/** Stored pages, as tests put them into tiers. */
import { sha256Hex } from '@dynamic-cache/contracts/canonical';
import { type Entry, NOTHING_ALLOWED } from '../../src/cache/entry.ts';
import { BEGIN } from './world.ts';

export const randomKey = () => (crypto.randomUUID() + crypto.randomUUID()).replaceAll('-', '');

export async function entryOf(key: string, text = '<html>a</html>'): Promise<Entry> {
  const body = new Uint8Array(new TextEncoder().encode(text));
  return {
    v: 2,
    site: 'site-1',
    key,
    fillSeq: 3,
    epoch: '0'.repeat(32),
    tags: ['post:1', 'site'],
    status: 200,
    headers: [['content-type', 'text/html']],
    storedAt: BEGIN,
    age: 0,
    expiresAt: BEGIN + 600,
    revision: '0'.repeat(16),
    stale: NOTHING_ALLOWED,
    selecting: [],
    variants: [],
    digest: await sha256Hex(body),
    length: body.byteLength,
    body,
  };
}
