/** Fields that are repeated, quoted, cut or simply wrong. */
import { type Case, type FieldValue, refuses, reuses } from '../case.ts';

const fresh = { 'Cache-Control': 'max-age=3600' };
const refused = (name: string, value: FieldValue) => refuses(name, { 'Cache-Control': value });
const reused = (name: string, value: FieldValue) => reuses(name, { 'Cache-Control': value });

export const CACHE_CONTROL_PARSE: readonly Case[] = [
  refused('of two max-age on one line the shorter counts, when it is last', 'max-age=3600, max-age=0'),
  refused('of two max-age on one line the shorter counts, when it is first', 'max-age=0, max-age=3600'),
  refused('of two max-age on two lines the shorter counts', ['max-age=3600', 'max-age=0']),
  refused('of two max-age on two lines the shorter counts, when it is first', ['max-age=0', 'max-age=3600']),
  refused('max-age in a quoted text before the real one is none', 'extension="max-age=3600", max-age=0'),
  refused('max-age in a quoted text behind the real one is none', 'max-age=0, extension="max-age=3600"'),
  refused('an escaped quote does not end a quoted text', 'x="\\", max-age=3600, y=\\"", max-age=0'),
  reused('no-store in a quoted text is none', 'max-age=3600, extension="no-store"'),
  reused('a quoted max-age counts', 'max-age="3600"'),
  reused('zeros may lead', 'max-age=003600'),
  reused('empty members are skipped', ', ,max-age=3600, ,'),
  reused('space around commas says nothing', 'public ,  max-age=3600'),
  reused('a tab is space', '\tmax-age=3600\t'),
  refused('max-age in single quotes is none', "max-age='3600'"),
  refused('a negative max-age is none', 'max-age=-3600'),
  refused('a decimal max-age is none', 'max-age=3600.5'),
  refused('max-age with a letter in front is none', 'max-age=a3600'),
  refused('max-age with a letter behind is none', 'max-age=3600a'),
  refused('max-age without a value is none', 'max-age'),
  refused('max-age with an empty value is none', 'max-age='),
  refused('max-age with space before the sign is none', 'max-age =3600'),
  refused('max-age with space behind the sign is none', 'max-age= 3600'),
  refused('no-store with a value is still no-store', 'no-store=1, max-age=3600'),
  refused('no-store on a second line counts', ['max-age=3600', 'no-store']),
  refused('no-store in large letters counts', 'max-age=3600, NO-STORE'),
  reused('a directive whose name only begins like one is another', 'max-age=3600, no-storey'),
];

export const AGE_PARSE: readonly Case[] = [
  reuses('an Age that is no number says nothing', { ...fresh, Age: 'abc' }),
  reuses('a negative Age says nothing', { ...fresh, Age: '-7200' }),
  reuses('a decimal Age says nothing', { ...fresh, Age: '7200.0' }),
  reuses('an empty Age says nothing', { ...fresh, Age: '' }),
  reuses('an Age with a parameter says nothing', { ...fresh, Age: '7200;foo=111' }),
  refuses('of two Ages on one line the first counts, though the second is younger', {
    ...fresh,
    Age: '7200, 0',
  }),
  reuses('of two Ages on one line the first counts, though the second is older', {
    ...fresh,
    Age: '0, 7200',
  }),
  refuses('of two Ages on two lines the first counts, though the second is younger', {
    ...fresh,
    Age: ['7200', '0'],
  }),
  reuses('of two Ages on two lines the first counts, though the second is older', {
    ...fresh,
    Age: ['0', '7200'],
  }),
  reuses('an empty member before the first Age is none', { ...fresh, Age: ', 0, 7200' }),
  reuses('a first Age that is no number says nothing, and the second is not asked', {
    ...fresh,
    Age: 'abc, 7200',
  }),
  reuses('the same young Age twice is young', { ...fresh, Age: ['0', '0'] }),
  refuses('the same old Age twice is old', { ...fresh, Age: ['7200', '7200'] }),
  reuses('the same Age twice counts once', { 'Cache-Control': 'max-age=10000', Age: ['3600', '3600'] }),
  ...['2147483647', '2147483648', '2147483649', '99999999999999'].map((age) =>
    refuses(`an Age of ${age} is old`, { ...fresh, Age: age }),
  ),
];

const expires = (value: string) => ({ Expires: value });
export const EXPIRES_PARSE: readonly Case[] = [
  reuses('the obsolete date of RFC 850 is read', expires('Thursday, 18-Aug-50 02:01:18 GMT')),
  reuses('the obsolete date of asctime is read', expires('Thu Aug 18 02:01:18 2050')),
  reuses('asctime pads a day with a space', expires('Thu Aug  4 02:01:18 2050')),
  reuses('a date beyond 32 bits is read', expires('Tue, 19 Jan 2038 14:14:08 GMT')),
  reuses('a date far beyond is read', expires('Sun, 21 Nov 2286 04:46:39 GMT')),
  reuses('large letters of a weekday do not matter', expires('THU, 18 Aug 2050 02:01:18 GMT')),
  reuses('large letters of a month do not matter', expires('Thu, 18 AUG 2050 02:01:18 GMT')),
  reuses('small letters of the zone do not matter', expires('Thu, 18 Aug 2050 02:01:18 gMT')),
  reuses('letters of an obsolete date do not matter', expires('THURSDAY, 18-aUG-50 02:01:18 gmt')),
  refuses('a date without a zone is none', expires('Thu, 18 Aug 2050 02:01:18')),
  refuses('a date of UTC by that name is none', expires('Thu, 18 Aug 2050 02:01:18 UTC')),
  refuses('a date of another zone is none', expires('Thu, 18 Aug 2050 02:01:18 AEST')),
  refuses('a date with an offset is none', expires('Thu, 18 Aug 2050 02:01:18 +0000')),
  refuses('a year of two digits is none', expires('Thu, 18 Aug 50 02:01:18 GMT')),
  refuses('two spaces make a date none', expires('Thu,  18 Aug 2050 02:01:18 GMT')),
  refuses('a missing comma makes a date none', expires('Thu 18 Aug 2050 02:01:18 GMT')),
  refuses('dashes make a date none', expires('Thu, 18-Aug-2050 02:01:18 GMT')),
  refuses('an hour of one digit makes a date none', expires('Thu, 18 Aug 2050 2:01:18 GMT')),
  refuses('a day that no month has makes a date none', expires('Thu, 32 Aug 2050 02:01:18 GMT')),
  refuses('dots in the time make a date none', expires('Thu, 18 Aug 2050 02.01.18 GMT')),
  refuses('0 is in the past', expires('0')),
  refuses('-1 is in the past', expires('-1')),
  refuses('a number of seconds is no date', expires('3600')),
  refuses('two dates are none', {
    Expires: ['Thu, 18 Aug 2050 02:01:18 GMT', 'Thu, 18 Aug 2050 02:01:19 GMT'],
  }),
];
