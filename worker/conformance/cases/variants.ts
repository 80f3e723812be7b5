/** RFC 9111 §4.1: several responses of one address. */
import { type Case, type Fields, refuses, type Step } from '../case.ts';

const FRESH = { 'Cache-Control': 'max-age=3600' };
const varied = (
  vary: string | string[],
  fields: Fields,
  second: Fields,
  from: Step['from'],
): Case['steps'] => [
  { fields, answer: { fields: { ...FRESH, Vary: vary } }, from: 'origin' },
  { fields: second, from },
];
const same = (name: string, vary: string | string[], fields: Fields, second: Fields = fields): Case => ({
  name,
  kind: 'optional',
  steps: varied(vary, fields, second, 'cache'),
});
const other = (name: string, vary: string | string[], fields: Fields, second: Fields): Case => ({
  name,
  kind: 'required',
  steps: varied(vary, fields, second, 'origin'),
});

export const VARY: readonly Case[] = [
  same('the same value is the same variant', 'Foo', { Foo: '1' }),
  other('another value is another variant', 'Foo', { Foo: '1' }, { Foo: '2' }),
  other('an absent field is another variant', 'Foo', { Foo: '1' }, {}),
  other('a field that comes anew is another variant', 'Foo', {}, { Foo: '1' }),
  other('an empty field is not an absent one', 'Foo', {}, { Foo: '' }),
  same('absent both times is the same variant', 'Foo', {}),
  same('a field that is not named does not matter', 'Foo', { Foo: '1', Bar: '1' }, { Foo: '1', Bar: '2' }),
  same('two fields that are the same', 'Foo, Bar', { Foo: '1', Bar: '2' }),
  other('two fields of which one differs', 'Foo, Bar', { Foo: '1', Bar: '2' }, { Foo: '1', Bar: '3' }),
  other('two fields of which one is absent', 'Foo, Bar', { Foo: '1', Bar: '2' }, { Foo: '1' }),
  same('three fields, one absent both times', 'Foo, Bar, Baz', { Foo: '1', Baz: '3' }),
  same('the order of the names does not matter', 'Foo, Bar', { Bar: '2', Foo: '1' }, { Foo: '1', Bar: '2' }),
  same('the letters of a name do not matter', 'FOO', { Foo: '1' }, { foo: '1' }),
  same('space around commas does not matter', 'Foo', { Foo: '1,2' }, { Foo: '1, 2' }),
  same('two lines are one with a comma', 'Foo', { Foo: '1, 2' }, { Foo: ['1', '2'] }),
  same(
    'the order of languages without weight does not matter',
    'Accept-Language',
    { 'Accept-Language': 'en, de' },
    { 'Accept-Language': 'de, en' },
  ),
  same(
    'the letters of languages do not matter',
    'Accept-Language',
    { 'Accept-Language': 'EN' },
    { 'Accept-Language': 'en' },
  ),
  same(
    'space around weights does not matter',
    'Accept-Language',
    { 'Accept-Language': 'en;q=0.5' },
    { 'Accept-Language': 'en; q=0.5' },
  ),
  other(
    'another language is another variant',
    'Accept-Language',
    { 'Accept-Language': 'en' },
    { 'Accept-Language': 'de' },
  ),
  {
    name: 'variants do not drive each other out',
    kind: 'optional',
    steps: [
      { fields: { Foo: '1' }, answer: { fields: { ...FRESH, Vary: 'Foo' }, body: 'one' }, from: 'origin' },
      { fields: { Foo: '2' }, answer: { fields: { ...FRESH, Vary: 'Foo' }, body: 'two' }, from: 'origin' },
      { fields: { Foo: '1' }, from: 'cache', text: 'one' },
      { fields: { Foo: '2' }, from: 'cache', text: 'two' },
    ],
  },
  {
    name: 'responses that vary by different fields live side by side',
    kind: 'optional',
    steps: [
      {
        fields: { Foo: '1', Bar: '1' },
        answer: { fields: { ...FRESH, Vary: 'Foo' }, body: 'foo' },
        from: 'origin',
      },
      {
        fields: { Foo: '2', Bar: '2' },
        answer: { fields: { ...FRESH, Vary: 'Bar' }, body: 'bar' },
        from: 'origin',
      },
      { fields: { Foo: '1', Bar: '9' }, from: 'cache', text: 'foo' },
      { fields: { Foo: '9', Bar: '2' }, from: 'cache', text: 'bar' },
    ],
  },
  {
    name: 'of two that match the one with the later Date is chosen',
    kind: 'required',
    steps: [
      {
        fields: { Foo: '1', Bar: '1' },
        answer: { fields: { ...FRESH, Vary: 'Foo', Date: -5 }, body: 'older' },
        from: 'origin',
      },
      {
        fields: { Foo: '2', Bar: '2' },
        answer: { fields: { ...FRESH, Vary: 'Bar', Date: -50 }, body: 'old' },
        from: 'origin',
      },
      { fields: { Foo: '1', Bar: '2' }, from: 'cache', text: 'older' },
    ],
  },
];

export const VARY_PARSE: readonly Case[] = [
  refuses('a star matches nothing', { ...FRESH, Vary: '*' }),
  refuses('a star among names matches nothing', { ...FRESH, Vary: 'Foo, *' }),
  refuses('a star on the first of two lines matches nothing', { ...FRESH, Vary: ['*', 'Foo'] }),
  refuses('a star on the second of two lines matches nothing', { ...FRESH, Vary: ['Foo', '*'] }),
  refuses('a star between empty members matches nothing', { ...FRESH, Vary: ', *,' }),
  refuses('two stars match nothing', { ...FRESH, Vary: '*, *' }),
  refuses('two stars on two lines match nothing', { ...FRESH, Vary: ['*', '*'] }),
  refuses('a star behind an empty line matches nothing', { ...FRESH, Vary: ['', '*'] }),
  refuses('a star before a name matches nothing', { ...FRESH, Vary: '*, Foo' }),
  other('two lines are both read', ['Foo', 'Bar'], { Foo: '1', Bar: '2' }, { Foo: '1', Bar: '3' }),
  same('an empty field says nothing', '', { Foo: '1' }, { Foo: '2' }),
  same('empty members say nothing', ', Foo ,,', { Foo: '1' }),
];
