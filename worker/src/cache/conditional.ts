/** Whether a visitor's copy is still the stored one (RFC 9110 §13). Pure. */
import { httpDate } from './http-date.ts';

/** True when a stored page may be answered with 304. Names of stored headers are lower-case. */
export function isNotModified(request: Headers, stored: Readonly<Record<string, string>>): boolean {
  const ifNoneMatch = request.get('If-None-Match');
  // §13.1.3: with If-None-Match the date is not looked at.
  if (ifNoneMatch !== null) return matchesWeakly(ifNoneMatch, stored.etag ?? null);
  const since = httpDate(request.get('If-Modified-Since'));
  const modified = httpDate(stored['last-modified'] ?? null);
  return since !== null && modified !== null && modified <= since;
}

/** §8.8.3.2, weak comparison: `W/` on either side does not count. */
function matchesWeakly(list: string, etag: string | null): boolean {
  if (etag === null) return false;
  if (list.trim() === '*') return true;
  const wanted = etag.replace(/^W\//, '');
  return [...list.matchAll(/(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g)].some(([, opaque]) => opaque === wanted);
}
