/** RFC 9111 §4.3.4 and §4.3.5: stored fields that a later message brings up to date. */
import type { Case, FieldValue } from '../case.ts';

const STALE = { 'Cache-Control': 'max-age=3600', Age: '3700', ETag: '"1"' };
const AGAIN = { 'Cache-Control': 'max-age=3600', ETag: '"1"' };

const updated = (name: string, before: string, later: string): Case => ({
  name: `${name} of the 304 takes the place of the stored one, at once and for later`,
  kind: 'required',
  steps: [
    { answer: { fields: { ...STALE, [name]: before }, body: 'abc' }, from: 'origin' },
    {
      answer: { fields: { ...AGAIN, [name]: later } },
      from: 'validated',
      sees: { [name]: later },
      text: 'abc',
    },
    { from: 'cache', sees: { [name]: later }, text: 'abc' },
  ],
});
const lifetime = (name: string, fields: Record<string, FieldValue>): Case => ({
  name,
  kind: 'required',
  steps: [
    { answer: { fields: STALE, body: 'abc' }, from: 'origin' },
    { answer: { fields: { ETag: '"1"', ...fields } }, from: 'validated', text: 'abc' },
    { from: 'cache', text: 'abc' },
  ],
});

const COOKIE = { ...AGAIN, 'Set-Cookie': 'a=b' };
const afterCookie = (method: string, from: 'validated' | 'origin'): Case => ({
  name: `a cookie that comes with a ${method === 'GET' ? '304' : 'HEAD'} is given to no other client`,
  kind: 'required',
  steps: [
    { answer: { fields: STALE, body: 'abc' }, from: 'origin' },
    { method, answer: { fields: COOKIE }, from },
    { answer: { fields: AGAIN }, from: 'any', sees: { 'Set-Cookie': null }, text: 'abc' },
  ],
});

export const NOT_MODIFIED_UPDATE: readonly Case[] = [
  updated('Test-Header', 'a', 'b'),
  updated('X-Test-Header', 'a', 'b'),
  updated('Content-Foo', 'a', 'b'),
  updated('Content-Location', '/foo', '/bar'),
  updated('Content-Security-Policy', "default-src 'self'", "default-src 'none'"),
  updated('X-Frame-Options', 'deny', 'sameorigin'),
  updated('Clear-Site-Data', 'cache', 'cookies'),
  lifetime('Cache-Control of the 304 gives the lifetime', { 'Cache-Control': 'max-age=3600' }),
  lifetime('Expires of the 304 gives the lifetime', { 'Cache-Control': 'public', Expires: 3600 }),
  {
    name: 'what the 304 does not say stays',
    kind: 'required',
    steps: [
      { answer: { fields: { ...STALE, 'Test-Header': 'a' } }, from: 'origin' },
      { answer: { fields: AGAIN }, from: 'validated', sees: { 'Test-Header': 'a' } },
    ],
  },
  afterCookie('GET', 'validated'),
  {
    name: 'the length of the stored body stays',
    kind: 'required',
    steps: [
      { answer: { fields: STALE, body: 'abc' }, from: 'origin' },
      { answer: { fields: AGAIN }, from: 'validated', sees: { 'Content-Length': '3' } },
    ],
  },
  {
    name: 'a 304 with a date updates too',
    kind: 'required',
    steps: [
      {
        answer: {
          fields: {
            'Cache-Control': 'max-age=3600',
            Age: '3700',
            'Last-Modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
            A: '1',
          },
        },
        from: 'origin',
      },
      {
        answer: {
          fields: {
            'Cache-Control': 'max-age=3600',
            'Last-Modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
            A: '2',
          },
        },
        from: 'validated',
        sees: { A: '2' },
      },
      { from: 'cache', sees: { A: '2' } },
    ],
  },
];

const head = (
  name: string,
  fields: Record<string, FieldValue>,
  from: 'cache' | 'origin',
  sees: Record<string, string> = {},
): Case => ({
  name,
  kind: from === 'cache' ? 'optional' : 'required',
  steps: [
    { answer: { fields: { ...STALE, 'Test-Header': '1' }, body: 'abc' }, from: 'origin' },
    { method: 'HEAD', answer: { fields }, from: 'origin' },
    { answer: { fields: { ...AGAIN, ETag: '"3"' }, body: 'abcd' }, from, sees },
  ],
});

export const HEAD_UPDATE: readonly Case[] = [
  afterCookie('HEAD', 'origin'),
  head('a HEAD freshens a stored GET', AGAIN, 'cache', { 'Test-Header': '1' }),
  head('a HEAD updates its fields', { ...AGAIN, 'Test-Header': '2' }, 'cache', { 'Test-Header': '2' }),
  {
    name: 'a HEAD with another tag makes a fresh one stale',
    kind: 'required',
    steps: [
      { answer: { fields: AGAIN, body: 'abc' }, from: 'origin' },
      {
        method: 'HEAD',
        fields: { 'Cache-Control': 'no-cache' },
        answer: { fields: { ...AGAIN, ETag: '"2"' } },
        from: 'origin',
      },
      { answer: { fields: { ...AGAIN, ETag: '"3"' }, body: 'abcd' }, from: 'origin', text: 'abcd' },
    ],
  },
  head('a HEAD with another tag makes it stale', { ...AGAIN, ETag: '"2"' }, 'origin'),
  head(
    'a HEAD with another length makes it stale',
    { 'Cache-Control': 'max-age=3600', 'Content-Length': '99' },
    'origin',
  ),
];
