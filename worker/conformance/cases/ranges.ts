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
const PARTIAL_ANSWER = { status: 206, fields: { ...FRESH, 'Content-Range': 'bytes 5-9/10' }, body: '56789' };

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
    name: 'a part of what is not stored is passed on, and not stored',
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
  {
    name: 'parts are not put together: a stored part would be reused for the same part',
    kind: 'declined',
    steps: [
      { fields: { Range: 'bytes=5-9' }, answer: PARTIAL_ANSWER, from: 'origin' },
      { fields: { Range: 'bytes=5-9' }, from: 'origin' },
    ],
  },
];
