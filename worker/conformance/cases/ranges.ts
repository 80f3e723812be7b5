/** Parts (RFC 9110 §14). */
import { asks, type Case, type Fields, type Step } from '../case.ts';

const FRESH = { 'Cache-Control': 'max-age=3600', ETag: '"a"' };
const part = (
  name: string,
  fields: Fields,
  second: Partial<Step>,
  kind: Case['kind'] = 'optional',
): Case => ({
  name,
  kind,
  steps: [
    { answer: { fields: FRESH, body: '0123456789' }, from: 'origin' },
    { fields, from: 'cache', ...second },
  ],
});
const PART = { 'Content-Range': 'bytes 5-9/10' };
const PARTIAL_ANSWER = { status: 206, fields: { ...FRESH, ...PART }, body: '56789' };
const AGAIN: Partial<Step> = { from: 'origin' };

/** Bytes 5 to 9 of ten are held, and nothing else. */
const held = (
  name: string,
  range: string,
  second: Partial<Step>,
  kind: Case['kind'] = 'optional',
  fields: Fields = {},
): Case => ({
  name: `of a part that is held: ${name}`,
  kind,
  steps: [
    { fields: { Range: 'bytes=5-9' }, answer: PARTIAL_ANSWER, from: 'origin' },
    { fields: { Range: range, ...fields }, from: 'cache', ...second },
  ],
});

/** The same part twice. */
const partly = (name: string, fields: Fields, from: 'cache' | 'origin'): Case => ({
  name,
  kind: from === 'cache' ? 'optional' : 'required',
  steps: [
    {
      fields: { Range: 'bytes=5-9' },
      answer: { ...PARTIAL_ANSWER, fields: { ...PARTIAL_ANSWER.fields, ...fields } },
      from: 'origin',
    },
    { fields: { Range: 'bytes=5-9' }, from },
  ],
});

export const PARTIAL: readonly Case[] = [
  part(
    'the first bytes of a stored response',
    { Range: 'bytes=0-1' },
    { status: 206, text: '01', sees: { 'Content-Range': 'bytes 0-1/10' } },
  ),
  part('from a byte to the end', { Range: 'bytes=7-' }, { status: 206, text: '789' }),
  part('the last bytes', { Range: 'bytes=-3' }, { status: 206, text: '789' }),
  part('more last bytes than there are', { Range: 'bytes=-99' }, { status: 206, text: '0123456789' }),
  part('an end beyond the end', { Range: 'bytes=8-99' }, { status: 206, text: '89' }),
  part(
    'a beginning beyond the end cannot be satisfied',
    { Range: 'bytes=10-' },
    { status: 416, sees: { 'Content-Range': 'bytes */10' } },
  ),
  part(
    'several parts are answered with the whole',
    { Range: 'bytes=0-1,3-4' },
    { status: 200, text: '0123456789' },
  ),
  part('another unit is ignored', { Range: 'lines=0-1' }, { status: 200, text: '0123456789' }, 'required'),
  part('an end before the beginning is ignored', { Range: 'bytes=5-1' }, { status: 200 }, 'required'),
  part('If-Range with the same tag', { Range: 'bytes=0-1', 'If-Range': '"a"' }, { status: 206, text: '01' }),
  part(
    'If-Range with another tag is the whole',
    { Range: 'bytes=0-1', 'If-Range': '"b"' },
    { status: 200 },
    'required',
  ),
  part(
    'If-Range with a weak tag is the whole',
    { Range: 'bytes=0-1', 'If-Range': 'W/"a"' },
    { status: 200 },
    'required',
  ),
  part(
    'a condition comes before the part',
    { Range: 'bytes=0-1', 'If-None-Match': '"a"' },
    { status: 304 },
    'required',
  ),
  asks(
    'required',
    'a part is not asked for in a validation',
    { Range: 'bytes=0-1' },
    { from: 'validated', sent: { Range: null }, status: 206 },
    { ...FRESH, Age: '3700' },
  ),
  {
    name: 'a part of what is not stored is passed on, and no answer to who asks for the whole',
    kind: 'required',
    steps: [
      {
        fields: { Range: 'bytes=5-9' },
        answer: PARTIAL_ANSWER,
        from: 'origin',
        sent: { Range: 'bytes=5-9' },
        text: '56789',
      },
      { answer: { fields: FRESH, body: '0123456789' }, from: 'origin', text: '0123456789' },
    ],
  },
  held('the same part is reused', 'bytes=5-9', { text: '56789', sees: PART }),
  held('a part of it is reused', 'bytes=6-8', {
    text: '678',
    sees: { 'Content-Range': 'bytes 6-8/10', 'Content-Length': '3', Age: 0 },
  }),
  held('its end, counted from the end, is reused', 'bytes=-2', { text: '89' }),
  held('its end, as a part to the end, is reused', 'bytes=7-', { text: '789' }),
  held('what reaches beyond it comes from the origin', 'bytes=4-9', AGAIN, 'required'),
  held('several parts come from the origin', 'bytes=5-6,8-9', AGAIN, 'required'),
  held('another unit comes from the origin', 'lines=5-9', AGAIN, 'required'),
  held('who has a condition asks the origin', 'bytes=5-9', AGAIN, 'required', { 'If-Range': '"b"' }),
  held('no-cache of the request asks the origin', 'bytes=5-9', AGAIN, 'optional', {
    'Cache-Control': 'no-cache',
  }),
  partly('the same part of an unknown length is reused', { 'Content-Range': 'bytes 5-9/*' }, 'cache'),
  partly('a part that is private is not reused', { 'Cache-Control': 'private' }, 'origin'),
  partly('a part that sets a cookie is not reused', { 'Set-Cookie': 'a=b' }, 'origin'),
  partly('a part without a lifetime is not reused', { 'Cache-Control': 'public' }, 'origin'),
  partly('a part that has become stale is not reused', { Age: '3600' }, 'origin'),
  partly('a part that does not say which is not reused', { 'Content-Range': 'no range' }, 'origin'),
  partly('a part that ends before it begins is not reused', { 'Content-Range': 'bytes 9-5/10' }, 'origin'),
  partly('a part beyond the end is not reused', { 'Content-Range': 'bytes 5-9/9' }, 'origin'),
  partly('more bytes than were announced are not reused', { 'Content-Range': 'bytes 5-8/10' }, 'origin'),
  partly('a part that varies by everything is not reused', { Vary: '*' }, 'origin'),
  {
    name: 'of a part with fewer bytes than were announced, those that are there are reused',
    kind: 'optional',
    steps: [
      {
        fields: { Range: 'bytes=4-9' },
        answer: { ...PARTIAL_ANSWER, fields: { ...FRESH, 'Content-Range': 'bytes 4-9/10' } },
        from: 'origin',
      },
      { fields: { Range: 'bytes=4-6' }, from: 'cache', text: '567' },
      { fields: { Range: 'bytes=8-9' }, from: 'origin' },
    ],
  },
  {
    name: 'a part is for the requests that its Vary selects',
    kind: 'required',
    steps: [
      {
        fields: { Range: 'bytes=5-9', Foo: '1' },
        answer: { ...PARTIAL_ANSWER, fields: { ...PARTIAL_ANSWER.fields, Vary: 'Foo' } },
        from: 'origin',
      },
      { fields: { Range: 'bytes=5-9', Foo: '1' }, from: 'cache' },
      { fields: { Range: 'bytes=5-9', Foo: '2' }, from: 'origin' },
    ],
  },
  {
    name: 'a part goes when an unsafe request has changed its address',
    kind: 'required',
    steps: [
      { fields: { Range: 'bytes=5-9' }, answer: PARTIAL_ANSWER, from: 'origin' },
      { method: 'POST', answer: {}, from: 'origin' },
      { fields: { Range: 'bytes=5-9' }, answer: PARTIAL_ANSWER, from: 'origin' },
    ],
  },
  {
    name: 'R-11: a part that is cut off is no part, and not reused',
    kind: 'required',
    steps: [
      { fields: { Range: 'bytes=5-9' }, answer: { ...PARTIAL_ANSWER, fault: 'cut' }, from: 'failed' },
      { fields: { Range: 'bytes=5-9' }, answer: PARTIAL_ANSWER, from: 'origin', text: '56789' },
    ],
  },
  {
    name: 'an origin that answers with the whole is believed',
    kind: 'required',
    steps: [
      {
        fields: { Range: 'bytes=5-9' },
        answer: { fields: FRESH, body: '0123456789' },
        from: 'origin',
        status: 200,
        text: '0123456789',
      },
    ],
  },
  {
    name: 'parts are not put together with what is fetched later',
    kind: 'declined',
    steps: [
      { fields: { Range: 'bytes=5-9' }, answer: PARTIAL_ANSWER, from: 'origin' },
      { answer: { fields: FRESH, body: '0123456789' }, from: 'origin', sent: { Range: null } },
    ],
  },
];
