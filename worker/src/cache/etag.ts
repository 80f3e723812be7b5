/** Entity tags (RFC 9110 §8.8.3). Pure. */

const ETAG = /^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;

/** §8.8.3.2: weak comparison, for If-None-Match; `W/` on either side does not count. */
export function matchesWeakly(list: string, etag: string | null): boolean {
  // A list of `*` alone matches whatever is stored, with a tag or without.
  if (list.trim() === '*') return true;
  if (etag === null || !ETAG.test(etag)) return false;
  const wanted = etag.replace(/^W\//, '');
  return [...list.matchAll(/(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g)].some(([, opaque]) => opaque === wanted);
}

/** Strong comparison, for If-Range and for 304 merging: neither is weak and both are the same. */
export function matchesStrongly(a: string | null, b: string | null): boolean {
  return a !== null && a === b && ETAG.test(a) && !a.startsWith('W/');
}
