/** Parts of a stored response (RFC 9110 §14). Pure. */
import { matchesStrongly } from './etag.ts';
import { httpDate } from './http-date.ts';

export type Part =
  /** No range, or one that is not served: the whole response. */
  | { part: 'whole' }
  /** Byte positions, both inclusive. */
  | { part: 'bytes'; first: number; last: number }
  | { part: 'unsatisfiable' };

const WHOLE: Part = { part: 'whole' };

/** What a 206 says it is: byte positions, both inclusive; `total`: length of the whole, null where it is not known. */
export interface ContentRange {
  first: number;
  last: number;
  total: number | null;
  text: string;
}

/** Null for anything but one part of bytes that is possible (§14.4). */
export function contentRange(text: string): ContentRange | null {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(text);
  if (match === null) return null;
  const [first, last] = [Number(match[1]), Number(match[2])];
  const total = match[3] === '*' ? null : Number(match[3]);
  return last < first || (total !== null && total <= last) ? null : { first, last, total, text };
}

/** Whether a `Range` asks for one part of bytes. */
export function isSinglePart(range: string): boolean {
  return /^bytes=(?:\d{1,15}-\d{0,15}|-\d{1,15})$/i.test(range);
}

/**
 * The part of a stored 200 that a GET asks for. A field that is malformed, of another unit or names several ranges is
 * ignored, which §14.2 allows: the whole response is a right answer to any of them.
 */
export function partOf(request: Headers, stored: Headers, length: number): Part {
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(request.get('Range') ?? '');
  if (match === null || !ifRangeHolds(request.get('If-Range'), stored)) return WHOLE;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return WHOLE;
  if (from === '') return suffix(Number(to), length);
  const first = Number(from);
  const last = to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== '' && Number(to) < first) return WHOLE;
  return first >= length ? { part: 'unsatisfiable' } : { part: 'bytes', first, last };
}

function suffix(wanted: number, length: number): Part {
  if (wanted === 0) return { part: 'unsatisfiable' };
  return length === 0 ? WHOLE : { part: 'bytes', first: Math.max(0, length - wanted), last: length - 1 };
}

/** §13.1.5: the same strong tag, or exactly the same date, and that one a strong validator (§8.8.2.2). */
function ifRangeHolds(condition: string | null, stored: Headers): boolean {
  if (condition === null) return true;
  if (condition.startsWith('"') || condition.startsWith('W/')) {
    return matchesStrongly(stored.get('ETag'), condition);
  }
  const modified = httpDate(stored.get('Last-Modified'));
  const date = httpDate(stored.get('Date'));
  const isStrong = modified !== null && date !== null && date - modified >= 1000;
  return isStrong && stored.get('Last-Modified') === condition;
}
