/** A stored response brought up to date by a later one without a body (RFC 9111 §3.2, §4.3.4, §4.3.5). Pure. */
import { matchesStrongly } from './etag.ts';

/**
 * Never taken over: they describe the bytes that are stored, and how they are to be read (§3.2).
 */
const KEPT = ['content-encoding', 'content-range', 'content-length'];

/** The stored fields with those of a 304, or of a HEAD, in their place. Neither is changed. */
export function updateHeaders(stored: Headers, received: Headers): Headers {
  const merged = new Headers(stored);
  // Lines of the same name replace together: Set-Cookie is the one field that may not be joined.
  const seen = new Set<string>();
  for (const [name, value] of received) {
    if (KEPT.includes(name)) continue;
    if (name === 'set-cookie' && seen.has(name)) merged.append(name, value);
    else merged.set(name, value);
    seen.add(name);
  }
  // An age belongs to one message.
  if (!received.has('Age')) merged.delete('Age');
  return merged;
}

/**
 * Whether a 304 speaks of this stored response (§4.3.4): a strong validator must be the same; a weak one or a date
 * must be, if it is there; one that names nothing answers the only condition that was sent.
 */
export function confirms(stored: Headers, received: Headers): boolean {
  const etag = received.get('ETag');
  if (etag !== null && stored.has('ETag')) {
    const own = stored.get('ETag');
    return matchesStrongly(own, etag) || own?.replace(/^W\//, '') === etag.replace(/^W\//, '');
  }
  if (etag !== null) return false;
  const modified = received.get('Last-Modified');
  return modified === null || !stored.has('Last-Modified') || stored.get('Last-Modified') === modified;
}

/** What a HEAD that was answered with 200 says of a stored GET (§4.3.5): it is the same, or it is none any more. */
export function headSays(stored: Headers, storedLength: number, received: Headers): 'same' | 'changed' {
  const length = received.get('Content-Length');
  if (length !== null && length !== String(storedLength) && !stored.has('Content-Encoding')) return 'changed';
  for (const name of ['ETag', 'Last-Modified']) {
    const value = received.get(name);
    if (value !== null && value !== stored.get(name)) return 'changed';
  }
  return 'same';
}
