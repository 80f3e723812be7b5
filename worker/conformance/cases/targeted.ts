/** RFC 9213, and the fields of other makers that are not for clients. */
import { asks, type Case, type Fields, refuses, refusesLater, reuses } from '../case.ts';

const cdn = (value: string, more: Fields = {}): Fields => ({ 'CDN-Cache-Control': value, ...more });
const NEVER = { 'Cache-Control': 'no-store' };
const LONG = { 'Cache-Control': 'max-age=3600' };

export const TARGETED: readonly Case[] = [
  reuses('a targeted max-age is reused', cdn('max-age=3600')),
  refuses('a targeted max-age=0 is not', cdn('max-age=0', LONG)),
  reuses('a targeted max-age of 2^31', cdn('max-age=2147483648')),
  reuses('a targeted max-age beyond 2^31', cdn('max-age=99999999999')),
  refuses('the Age counts against it', cdn('max-age=3600', { Age: '7200' })),
  reuses('it wins over a shorter max-age', cdn('max-age=3600', { 'Cache-Control': 'max-age=0' })),
  refusesLater('it wins over a longer max-age', cdn('max-age=1', LONG)),
  reuses('it wins over no-store', cdn('max-age=3600', NEVER)),
  reuses('it wins over private', cdn('max-age=3600', { 'Cache-Control': 'private' })),
  reuses('it wins over an Expires in the past', cdn('max-age=3600', { Expires: -3600 })),
  refuses('its max-age=0 wins over an Expires in the future', cdn('max-age=0', { Expires: 3600 })),
  refuses('its no-store wins', cdn('no-store', LONG)),
  refuses('its private wins', cdn('private', LONG)),
  refuses('its no-cache wins', cdn('no-cache', LONG)),
  reuses('an extension says nothing', cdn('foobar, max-age=3600')),
  reuses('parameters say nothing', cdn('max-age=3600;a=1')),
  refuses('what is no Dictionary is ignored', cdn('max-age=3600, &&&&', NEVER)),
  reuses('what is no Dictionary leaves Cache-Control in charge', cdn('no-store, &&&&', LONG)),
  refuses('a member of another type is ignored', cdn('max-age="3600"', NEVER)),
  refuses('large letters are no key of a Dictionary', cdn('MaX-aGe=3600', NEVER)),
  reuses('an empty field is ignored', cdn('', LONG)),
  refuses('the last of two members of one name counts', cdn('max-age=3600, max-age=0')),
  asks(
    'optional',
    'the field goes on, for the caches of this kind that stand before this one',
    {},
    { from: 'cache', sees: { 'CDN-Cache-Control': 'max-age=3600' } },
    cdn('max-age=3600'),
  ),
  ...['private', 'no-cache', 'no-store'].map(
    (value): Case => ({
      name: `${value} goes on with a response that is not stored`,
      kind: 'optional',
      steps: [{ answer: { fields: cdn(value, LONG) }, from: 'origin', sees: { 'CDN-Cache-Control': value } }],
    }),
  ),
];

export const SURROGATE: readonly Case[] = [
  asks(
    'optional',
    'Surrogate-Control is not for clients',
    {},
    { from: 'cache', sees: { 'Surrogate-Control': null } },
    { ...LONG, 'Surrogate-Control': 'max-age=1' },
  ),
  refuses('Surrogate-Control gives no lifetime', { 'Surrogate-Control': 'max-age=3600' }),
  refuses('Surrogate-Control does not set no-store aside', { ...NEVER, 'Surrogate-Control': 'max-age=3600' }),
  reuses('Surrogate-Key changes no lifetime', { ...LONG, 'Surrogate-Key': 'a b' }),
];
