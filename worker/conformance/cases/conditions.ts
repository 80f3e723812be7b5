/** Conditions of clients on what is stored (RFC 9110 §13), and of ours on what the origin has (RFC 9111 §4.3). */
import { asks, type Case, type Fields, type Step } from '../case.ts';

const FRESH = 'max-age=3600';
const tagged = (etag: string): Fields => ({ 'Cache-Control': FRESH, ETag: etag });
const none = (
  name: string,
  condition: Fields,
  status: 200 | 304,
  stored: Fields = tagged('"abc"'),
  more: Partial<Step> = {},
) =>
  asks(status === 304 ? 'optional' : 'required', name, condition, { from: 'cache', status, ...more }, stored);
const inm = (value: string): Fields => ({ 'If-None-Match': value });

export const CONDITIONAL_ETAG: readonly Case[] = [
  none('a matching strong tag is 304', inm('"abc"'), 304),
  none('the 304 names the tag', inm('"abc"'), 304, tagged('"abc"'), { sees: { ETag: '"abc"' }, text: '' }),
  none('another tag is 200', inm('"abcd"'), 200),
  none('a matching weak tag is 304', inm('W/"abc"'), 304, tagged('W/"abc"')),
  none('a weak tag matches a strong one', inm('W/"abc"'), 304),
  none('a strong tag matches a weak one', inm('"abc"'), 304, tagged('W/"abc"')),
  none('the first of several', inm('"abc", "1", "2"'), 304),
  none('the one between', inm('"1", "abc", "2"'), 304),
  none('the last of several', inm('"1", "2", "abc"'), 304),
  none('none of several', inm('"1", "2"'), 200),
  none('a star matches what is there', inm('*'), 304),
  none('a comma in a tag does not part it', inm('"a,b"'), 304, tagged('"a,b"')),
  none('an unquoted tag matches nothing', inm('abc'), 200),
  none('the tag wins over the date when it differs', { ...inm('"x"'), 'If-Modified-Since': 0 }, 200, {
    ...tagged('"abc"'),
    'Last-Modified': -5000,
  }),
  none('the tag wins over the date when it matches', { ...inm('"abc"'), 'If-Modified-Since': -9000 }, 304, {
    ...tagged('"abc"'),
    'Last-Modified': -5000,
  }),
  {
    name: 'a stale response is validated with its strong tag',
    kind: 'optional',
    steps: [
      { answer: { fields: { ...tagged('"abc"'), Age: '3700' }, body: 'a' }, from: 'origin' },
      { from: 'validated', sent: { 'If-None-Match': '"abc"' }, text: 'a' },
    ],
  },
  {
    name: 'a stale response is validated with its weak tag',
    kind: 'optional',
    steps: [
      { answer: { fields: { ...tagged('W/"abc"'), Age: '3700' } }, from: 'origin' },
      { from: 'validated', sent: { 'If-None-Match': 'W/"abc"' } },
    ],
  },
  {
    name: 'a changed response takes the place of the stale one',
    kind: 'required',
    steps: [
      { answer: { fields: { ...tagged('"1"'), Age: '3700' }, body: 'old' }, from: 'origin' },
      { answer: { fields: tagged('"2"'), body: 'new' }, from: 'origin', text: 'new' },
      { from: 'cache', text: 'new' },
    ],
  },
  {
    name: 'a validation carries the fields that the response varies by',
    kind: 'required',
    steps: [
      {
        fields: { Abc: '123' },
        answer: { fields: { ...tagged('"1"'), Age: '3700', Vary: 'Abc' } },
        from: 'origin',
      },
      { fields: { Abc: '123' }, from: 'validated', sent: { abc: '123' } },
    ],
  },
  {
    name: 'a client whose tag is still good hears 304 of what was not stored, and it is stored',
    kind: 'optional',
    steps: [
      {
        fields: inm('"x", "1"'),
        answer: { fields: tagged('"1"'), body: 'a' },
        from: 'origin',
        status: 304,
        text: '',
      },
      { from: 'cache', text: 'a' },
    ],
  },
  {
    name: 'a client whose tag is still good hears 304 after a validation',
    kind: 'optional',
    steps: [
      { answer: { fields: { ...tagged('"1"'), Age: '3700' } }, from: 'origin' },
      { fields: inm('"1"'), from: 'validated', status: 304 },
    ],
  },
  ...(['If-Match', 'If-Unmodified-Since'] as const).map((name) =>
    asks(
      'optional',
      `${name} is for the origin to judge`,
      { [name]: name === 'If-Match' ? '"abc"' : 0 },
      { from: 'origin' },
      tagged('"abc"'),
    ),
  ),
];

const modified = (seconds: number): Fields => ({
  'Cache-Control': FRESH,
  'Last-Modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
  Age: String(seconds),
});
const since = (value: string): Fields => ({ 'If-Modified-Since': value });

export const CONDITIONAL_MODIFIED: readonly Case[] = [
  none('the same date is 304', since('Thu, 01 Jan 2026 00:00:00 GMT'), 304, modified(0)),
  none('a later date is 304', since('Fri, 02 Jan 2026 00:00:00 GMT'), 304, modified(0)),
  none('an earlier date is 200', since('Wed, 31 Dec 2025 00:00:00 GMT'), 200, modified(0)),
  none('an obsolete form of the date counts', since('Thursday, 01-Jan-26 00:00:00 GMT'), 304, modified(0)),
  none('what is no date counts for nothing', since('yesterday'), 200, modified(0)),
  none('without Last-Modified the Date takes its place', since('Thu, 01 Jan 2099 00:00:00 GMT'), 304, {
    'Cache-Control': FRESH,
  }),
  {
    name: 'a stale response is validated with its date',
    kind: 'optional',
    steps: [
      { answer: { fields: modified(3700) }, from: 'origin' },
      { from: 'validated', sent: { 'If-Modified-Since': 'Thu, 01 Jan 2026 00:00:00 GMT' } },
    ],
  },
];
