/** RFC 9111 §4.2: lifetimes, ages, heuristics. */
import { asks, type Case, refuses, refusesLater, reuses } from '../case.ts';

export const FRESHNESS: readonly Case[] = [
  refuses('a response that says nothing and has no validator is not reused', {}),
  reuses('max-age in the future is reused', { 'Cache-Control': 'max-age=3600' }),
  refuses('max-age=0 is not reused', { 'Cache-Control': 'max-age=0' }),
  refusesLater('max-age that has passed is not reused', { 'Cache-Control': 'max-age=1' }),
  reuses('a max-age of 2^31 - 1 is reused', { 'Cache-Control': 'max-age=2147483647' }),
  reuses('a max-age of 2^31 is reused', { 'Cache-Control': 'max-age=2147483648' }),
  reuses('a max-age beyond 2^31 is reused', { 'Cache-Control': 'max-age=99999999999999999999' }),
  refuses('max-age that the Age has used up is not reused', { 'Cache-Control': 'max-age=3600', Age: '7200' }),
  refuses('max-age that the Date has used up is not reused', {
    'Cache-Control': 'max-age=3600',
    Date: -7200,
  }),
  reuses('max-age wins over an Expires in the past', { 'Cache-Control': 'max-age=3600', Expires: -7200 }),
  refuses('max-age=0 wins over an Expires in the future', { 'Cache-Control': 'max-age=0', Expires: 7200 }),
  reuses('max-age wins over an Expires that is no date', { 'Cache-Control': 'max-age=3600', Expires: '0' }),
  reuses('s-maxage wins over a shorter max-age', { 'Cache-Control': 'max-age=0, s-maxage=3600' }),
  refuses('s-maxage=0 wins over a longer max-age', { 'Cache-Control': 'max-age=3600, s-maxage=0' }),
  refusesLater('s-maxage that has passed wins over max-age', { 'Cache-Control': 's-maxage=1, max-age=3600' }),
  reuses('s-maxage wins over an Expires in the past', { 'Cache-Control': 's-maxage=3600', Expires: -100 }),
  refusesLater('s-maxage that has passed wins, though max-age comes first', {
    'Cache-Control': 'max-age=3600, s-maxage=1',
  }),
  refusesLater('s-maxage that has passed wins on a line of its own', {
    'Cache-Control': ['max-age=3600', 's-maxage=1'],
  }),
  reuses('a max-age of 2^31 + 1 is reused', { 'Cache-Control': 'max-age=2147483649' }),
  reuses('immutable changes nothing about a lifetime', { 'Cache-Control': 'max-age=3600, immutable' }),
  refuses('immutable gives no lifetime', { 'Cache-Control': 'immutable' }),
  refuses('immutable does not prolong one', { 'Cache-Control': 'max-age=3600, immutable', Age: '3600' }),
  reuses('an extension beside max-age changes nothing', { 'Cache-Control': 'max-age=3600, extension=1' }),
  reuses('letters of a directive may be large', { 'Cache-Control': 'MaX-AgE=3600' }),
];

export const EXPIRES: readonly Case[] = [
  reuses('Expires in the future is reused', { Expires: 3600 }),
  refuses('Expires in the past is not reused', { Expires: -3600 }),
  refuses('Expires at the moment of the Date is not reused', { Expires: 0, Date: 0 }),
  refuses('Expires counts from the Date, not from our clock', { Expires: 3600, Date: 7200 }),
  refuses('Expires that the Age has used up is not reused', { Expires: 3600, Age: '7200' }),
  reuses('Expires without a Date counts from its arrival', { Expires: 600 }),
  reuses('Expires beside a Date that is none counts from its arrival', { Date: 'foo', Expires: 600 }),
  refuses('Expires before the Date has passed, though both are ahead', { Expires: 300, Date: 400 }),
  refuses('an Age beyond Expires less a slow Date has used it up', { Date: -10, Expires: 10, Age: '25' }),
  refuses('an Age beyond Expires less a fast Date has used it up', { Date: 10, Expires: 20, Age: '15' }),
  reuses('Expires far ahead is reused', { Expires: 'Thu, 18 Aug 2050 02:01:18 GMT' }),
];

export const HEURISTIC: readonly Case[] = [
  ...[200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501].map((status) =>
    reuses(`${status} with Last-Modified is reused for a while`, { 'Last-Modified': -100_000 }, { status }),
  ),
  ...[201, 202, 403, 502, 503, 504, 599].map((status) =>
    refuses(`${status} with Last-Modified is not guessed about`, { 'Last-Modified': -100_000 }, { status }),
  ),
  reuses(
    'public lets an unknown status be guessed about',
    { 'Last-Modified': -100_000, 'Cache-Control': 'public' },
    { status: 599 },
  ),
  asks(
    'required',
    'a change that lies in the future is not guessed about',
    {},
    { from: 'validated' },
    { 'Last-Modified': 'Thu, 18 Aug 2050 02:01:18 GMT' },
  ),
  refuses('a change at this moment gives no lifetime', { 'Last-Modified': 0 }, { status: 599 }),
  refuses('a Last-Modified that is no date gives no lifetime', { 'Last-Modified': 'yesterday' }),
];

const AGED = { 'Cache-Control': 'max-age=3600', Age: '30' };
const waiting = (
  name: string,
  stored: Case['steps'][number]['answer'],
  sees: Record<string, number>,
): Case => ({
  name,
  kind: 'required',
  steps: [
    { ...(stored && { answer: stored }), from: 'origin', wait: 2.1 },
    { from: 'cache', sees },
  ],
});

export const AGE: readonly Case[] = [
  waiting('a stored response says how old it is', { fields: { Expires: 3600 } }, { Age: 2 }),
  waiting('an Age that came is counted on, with max-age', { fields: AGED }, { Age: 32 }),
  waiting(
    'an Age that came is counted on, with Expires',
    { fields: { Expires: 3600, Age: '30' } },
    { Age: 32 },
  ),
  waiting(
    'a Date in the past is an age',
    { fields: { 'Cache-Control': 'max-age=3600', Date: -100 } },
    { Age: 101 },
  ),
  asks(
    'required',
    'the Date of a stored response stays',
    {},
    { from: 'cache', sees: { Date: 'Thu, 01 Jan 2026 00:00:00 GMT' } },
    {
      'Cache-Control': 'max-age=999999999',
      Date: 'Thu, 01 Jan 2026 00:00:00 GMT',
    },
  ),
];
