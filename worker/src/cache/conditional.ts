/** Conditions of visitors on a stored response (RFC 9110 §13.2.2, RFC 9111 §4.3.2). Pure. */
import { matchesWeakly } from './etag.ts';
import { httpDate } from './http-date.ts';

/** Conditions that only the origin can judge: they guard against lost updates (RFC 9111 §4.3.2). */
export function isForOrigin(request: Headers): boolean {
  return request.has('If-Match') || request.has('If-Unmodified-Since');
}

/** True when a stored page may be answered with 304. Names of stored headers are lower-case. */
export function isNotModified(request: Headers, stored: Readonly<Record<string, string>>): boolean {
  const ifNoneMatch = request.get('If-None-Match');
  // §13.1.3: with If-None-Match the date is not looked at.
  if (ifNoneMatch !== null) return matchesWeakly(ifNoneMatch, stored.etag ?? null);
  const since = httpDate(request.get('If-Modified-Since'));
  // As good as every visit: the dates of what is stored need not be read.
  if (since === null) return false;
  // RFC 9111 §4.3.2: without Last-Modified the Date of the stored response takes its place.
  const modified = httpDate(stored['last-modified'] ?? stored.date ?? null);
  return modified !== null && modified <= since;
}

/** The fields with which the origin is asked whether a stored response still holds (RFC 9111 §4.3.1); empty without validator. */
export function validators(stored: Headers): [string, string][] {
  const fields: [string, string][] = [];
  const etag = stored.get('ETag');
  const modified = stored.get('Last-Modified');
  if (etag !== null) fields.push(['If-None-Match', etag]);
  if (modified !== null && httpDate(modified) !== null) fields.push(['If-Modified-Since', modified]);
  return fields;
}
