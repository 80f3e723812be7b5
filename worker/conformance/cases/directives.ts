/** RFC 9111 §5.2, §3.5 and §5.4. */
import { asks, type Case, type Fields, refuses, reuses, type Step } from '../case.ts';

const FRESH = 'max-age=3600';
const cc = (line: string): Fields => ({ 'Cache-Control': line });
const PAST = { 'Cache-Control': 'max-age=3600', Age: '3700' };

export const RESPONSE: readonly Case[] = [
  refuses('no-store is not stored', cc('no-store')),
  refuses('no-store wins over max-age', cc('no-store, max-age=3600')),
  refuses('no-store wins over an Expires in the future', { ...cc('no-store'), Expires: 3600 }),
  refuses('no-cache is not reused', cc('no-cache, max-age=3600')),
  refuses('private is not stored by a shared cache', cc('private, max-age=3600')),
  refuses('private wins over s-maxage', cc('private, s-maxage=3600')),
  refuses('private wins over public', cc('public, private, max-age=3600')),
  {
    name: 'no-cache is validated before each use',
    kind: 'optional',
    steps: [
      { answer: { fields: { ...cc('no-cache, max-age=3600'), ETag: '"1"' } }, from: 'origin' },
      { from: 'validated', sent: { 'If-None-Match': '"1"' } },
      { from: 'validated' },
    ],
  },
  asks(
    'optional',
    'no-cache with a field name keeps the rest',
    {},
    { from: 'cache', sees: { A: null, B: '2' } },
    {
      ...cc('max-age=3600, no-cache="a"'),
      A: '1',
      B: '2',
    },
  ),
  asks(
    'optional',
    'private with field names keeps the rest',
    {},
    { from: 'cache', sees: { A: null, B: null, C: '3' } },
    {
      ...cc('max-age=3600, private="a, B"'),
      A: '1',
      B: '2',
      C: '3',
    },
  ),
  ...['no-store', 'no-store, max-age=0'].map(
    (line): Case => ({
      name: `${line} of a later response leaves what is stored to those who do not ask for newer`,
      kind: 'optional',
      steps: [
        { answer: { fields: cc('max-age=3600'), body: 'stored' }, from: 'origin' },
        {
          fields: cc('no-cache'),
          answer: { fields: cc(line), body: 'newer' },
          from: 'origin',
          text: 'newer',
        },
        { from: 'cache', text: 'stored' },
      ],
    }),
  ),
  {
    name: 'of two stored responses the later one counts, though the earlier one would be fresh still',
    kind: 'required',
    steps: [
      { answer: { fields: cc('max-age=3600'), body: 'earlier' }, from: 'origin' },
      {
        fields: cc('no-cache'),
        answer: { fields: { ...cc('max-age=0, must-revalidate'), ETag: '"2"' }, body: 'later' },
        from: 'origin',
      },
      { from: 'validated', text: 'later' },
    ],
  },
  refuses('No-CaChE in any letters is not reused', cc('No-CaChE, max-age=3600')),
  reuses('public changes nothing about a lifetime', cc('public, max-age=3600')),
  reuses('no-transform may be stored', cc('no-transform, max-age=3600')),
  reuses('must-revalidate is reused while it is fresh', cc('must-revalidate, max-age=3600')),
  reuses('proxy-revalidate is reused while it is fresh', cc('proxy-revalidate, max-age=3600')),
  reuses(
    'must-understand with a status that is understood sets no-store aside',
    cc('must-understand, no-store, max-age=3600'),
  ),
  refuses('must-understand with another status is not stored', cc('must-understand, max-age=3600'), {
    status: 599,
  }),
];

const request = (kind: Case['kind'], name: string, line: string, second: Step, stored: Fields = cc(FRESH)) =>
  asks(kind, name, cc(line), second, stored);
const OLD = { ...cc(FRESH), Age: '1800' };

export const REQUEST: readonly Case[] = [
  request('optional', 'no-cache goes to the origin', 'no-cache', { from: 'origin' }),
  request(
    'optional',
    'no-cache validates what is there',
    'no-cache',
    { from: 'validated' },
    { ...cc(FRESH), ETag: '"a"' },
  ),
  request(
    'optional',
    'max-age=0 goes to the origin',
    'max-age=0',
    { from: 'origin' },
    { ...cc(FRESH), Age: '1' },
  ),
  request(
    'optional',
    'max-age shorter than the age goes to the origin',
    'max-age=600',
    { from: 'origin' },
    OLD,
  ),
  request('optional', 'max-age longer than the age is served', 'max-age=2400', { from: 'cache' }, OLD),
  request(
    'optional',
    'max-age with max-stale widens it',
    'max-age=600, max-stale=2000',
    { from: 'cache' },
    OLD,
  ),
  request('optional', 'min-fresh that is left is served', 'min-fresh=600', { from: 'cache' }, OLD),
  request(
    'optional',
    'min-fresh that is not left goes to the origin',
    'min-fresh=2400',
    { from: 'origin' },
    OLD,
  ),
  request(
    'optional',
    'max-stale takes what is stale',
    'max-stale',
    { from: 'cache' },
    { ...PAST, ETag: '"a"' },
  ),
  request(
    'optional',
    'max-stale takes what is less stale',
    'max-stale=1000',
    { from: 'cache' },
    { ...PAST, ETag: '"a"' },
  ),
  request(
    'required',
    'max-stale does not take what is staler',
    'max-stale=10',
    { from: 'validated' },
    { ...PAST, ETag: '"a"' },
  ),
  request(
    'required',
    'max-stale is nothing to must-revalidate',
    'max-stale=1000',
    { from: 'validated' },
    {
      ...cc('max-age=3600, must-revalidate'),
      Age: '3700',
      ETag: '"a"',
    },
  ),
  request(
    'required',
    'max-stale is nothing to s-maxage',
    'max-stale=1000',
    { from: 'validated' },
    {
      ...cc('s-maxage=3600'),
      Age: '3700',
      ETag: '"a"',
    },
  ),
  request('optional', 'only-if-cached is served from what is stored', 'only-if-cached', { from: 'cache' }),
  request(
    'optional',
    'only-if-cached of something stale is 504',
    'only-if-cached',
    { from: 'cache', status: 504 },
    { ...PAST, ETag: '"a"' },
  ),
  {
    name: 'only-if-cached of something unknown is 504',
    kind: 'optional',
    steps: [{ fields: cc('only-if-cached'), from: 'cache', status: 504 }],
  },
  {
    name: 'what comes of a request with no-store is not stored',
    kind: 'required',
    steps: [{ fields: cc('no-store'), answer: { fields: cc(FRESH) }, from: 'origin' }, { from: 'origin' }],
  },
];

export const PRAGMA: readonly Case[] = [
  asks(
    'optional',
    'Pragma: no-cache of a request goes to the origin',
    { Pragma: 'no-cache' },
    { from: 'origin' },
  ),
  asks(
    'required',
    'Cache-Control of a request wins over its Pragma',
    { Pragma: 'no-cache', 'Cache-Control': 'max-age=600' },
    { from: 'cache' },
  ),
  asks('optional', 'an unknown Pragma says nothing', { Pragma: 'unknown' }, { from: 'cache' }),
  reuses('Pragma of a response says nothing beside max-age', { ...cc(FRESH), Pragma: 'no-cache' }),
];

const signed = { Authorization: 'Basic dXNlcjpzZWNyZXQ=' };
const withCredentials = (
  name: string,
  line: string,
  from: 'origin' | 'cache',
  fields: Fields = {},
): Case => ({
  name,
  kind: from === 'cache' ? 'optional' : 'required',
  steps: [
    { fields: signed, answer: { fields: cc(line) }, from: 'origin' },
    { fields, from },
  ],
});

export const AUTHORIZATION: readonly Case[] = [
  withCredentials('an answer to credentials is not shown to others', FRESH, 'origin'),
  withCredentials('nor to the same credentials', FRESH, 'origin', signed),
  withCredentials('public lets it be shown', `public, ${FRESH}`, 'cache'),
  withCredentials('s-maxage lets it be shown', 's-maxage=3600', 'cache'),
  withCredentials('must-revalidate lets it be shown', `must-revalidate, ${FRESH}`, 'cache'),
  asks('optional', 'credentials are shown what is for everybody', signed, { from: 'cache' }),
];
