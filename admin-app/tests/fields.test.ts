import { Settings } from '@dynamic-cache/contracts/settings';
import { describe, expect, it } from 'vitest';
import { complaintSentence } from '../src/fields/complaints.ts';
import { DESCRIPTIONS } from '../src/fields/descriptions.ts';
import { FIELDS } from '../src/fields/field.ts';
import { NOT_YET } from '../src/fields/not-yet.ts';
import { spokenValue } from '../src/fields/spoken-value.ts';
import { TITLES } from '../src/fields/titles.ts';
import { spoken, stepFor, stepsOf } from '../src/fields/units.ts';
import { fieldsOf, SECTIONS, sectionWith } from '../src/screens/settings/sections.ts';
import { complaintsOf, type Json, pathsOf } from '../src/store/settings-form.ts';

const saved = Settings.parse({});
const fieldAt = (path: string) => FIELDS.get(path) ?? expect.fail(`no field ${path}`);

describe('a field is data from the schema', () => {
  it.each([
    ['edge.enabled', { kind: 'boolean', default: false }],
    ['ttl.page', { kind: 'quantity', unit: 'seconds', default: 604_800, minimum: 60, maximum: 2_592_000 }],
    ['redis.port', { kind: 'quantity', unit: 'none', default: 6_379 }],
    ['disk.max_bytes', { kind: 'quantity', unit: 'bytes' }],
    ['query.mode', { kind: 'choice', choices: ['ignore-list', 'allow-list'] }],
    ['edge.view_max', { kind: 'choice', choices: [5, 30, 60] }],
    ['rollout.percent', { kind: 'choice', choices: [0, 10, 50, 100], default: 0 }],
    ['exclude.paths', { kind: 'list', maxItems: 200, default: [] }],
    ['hosts', { kind: 'list', maxItems: 100 }],
    ['redis.password', { kind: 'secret' }],
    ['edge.url', { kind: 'text', default: '' }],
    ['variants.device', { kind: 'variant', default: null }],
  ])('%s', (path, expected) => {
    expect(fieldAt(path)).toMatchObject(expected);
  });

  it('every default is the one of the contract', () => {
    for (const field of FIELDS.values()) {
      const edits = { [field.path]: field.default };
      expect(complaintsOf(saved, edits), field.path).toEqual([]);
    }
  });
});

describe('no setting is lost', () => {
  // Those have their place on the dashboard.
  const elsewhere = ['enabled', 'paused_until'];

  it.each(pathsOf(saved))('%s is on this screen, has its place elsewhere, or has no effect yet', (path) => {
    const places = [sectionWith(path) !== undefined, elsewhere.includes(path), NOT_YET.has(path)];
    expect(places.filter(Boolean)).toHaveLength(1);
  });

  it('what has no effect yet is named as the contract names it', () => {
    expect([...NOT_YET].filter((path) => !pathsOf(saved).includes(path))).toEqual([]);
  });

  it('everything that is shown has a title and a description', () => {
    for (const path of SECTIONS.flatMap(({ paths }) => paths)) {
      expect(TITLES[path]?.(), path).toBeTruthy();
      expect(DESCRIPTIONS[path]?.(), path).toBeTruthy();
    }
  });
});

describe('a try of another strategy', () => {
  const shown = (percent: 0 | 10) => {
    const section = sectionWith('rollout.percent') ?? expect.fail('nowhere');
    const settings = Settings.parse({ rollout: { percent } });
    return fieldsOf(section, settings)
      .map(({ path }) => path)
      .filter((path) => path.startsWith('rollout.'));
  };

  it('asks for nothing more while nobody has it', () => {
    expect(shown(0)).toEqual(['rollout.percent']);
    expect(shown(10)).toHaveLength(5);
  });
});

describe('units', () => {
  it.each([
    [604_800, 'seconds', '7 days'],
    [86_400, 'seconds', '1 day'],
    [5_400, 'seconds', '90 minutes'],
    [61, 'seconds', '61 seconds'],
    [0, 'seconds', '0 seconds'],
    [1_073_741_824, 'bytes', '1 GiB'],
    [67_108_864, 'bytes', '64 MiB'],
    [6_379, 'none', '6,379'],
  ] as const)('%d %s is %s', (value, unit, words) => {
    expect(spoken(value, unit, 'en')).toBe(words);
  });

  it('figures follow the language of the page', () => {
    expect(spoken(6_379, 'none', 'de')).toBe('6.379');
  });

  it('offers no unit that is larger than the largest value', () => {
    expect(stepsOf('seconds', 60).map(({ size }) => size)).toEqual([1]);
    expect(stepsOf('seconds', 3_600).map(({ size }) => size)).toEqual([1, 60]);
    expect(stepFor(7_200, stepsOf('seconds', 3_600)).size).toBe(60);
  });
});

describe('complaints in words', () => {
  const sentences = (path: string, value: Json) =>
    complaintsOf(saved, { [path]: value }).map((complaint) => complaintSentence(complaint, value));

  it.each<[string, Json, RegExp]>([
    ['ttl.page', 59, /1 minute or more/],
    ['ttl.page', 2_592_001, /30 days or less/],
    ['ttl.page', 60.5, /whole number/],
    ['ttl.page', '', /a number here/],
    ['hosts', ['ok.example', 'https://x.example'], /“https:\/\/x.example”: .*without https/],
    ['exclude.paths', ['/é'], /“\/é”: .*%C3%A9/],
    ['exclude.paths', Array(201).fill('/a'), /At most 200 lines/],
    ['edge.url', 'https://edge.example/path', /without a path/],
    ['variants.device', { cookie: 'a b', values: ['m'] }, /name of one cookie/],
    ['variants.device', { cookie: 'd', values: ['a b'] }, /“a b”: Only letters/],
    ['variants.device', { cookie: 'd', values: [] }, /at least one line/],
    ['redis.prefix', 'a b', /Only letters, digits, dots/],
    ['edge.view_max', 6, /one of the values/],
    ['rollout.percent', 20, /one of the values/],
    ['rollout.name', 'a b', /letters, digits, hyphens and underscores/],
    ['rollout.min_requests', 99, /100 or more/],
  ])('%s: %j', (path, value, words) => {
    expect(sentences(path, value).join(' ')).toMatch(words);
  });

  it('the line that is named is the one that was written, empty ones not counted', () => {
    expect(sentences('hosts', ['', ' ok.example', '', 'NO'])[0]).toMatch(/^“NO”/);
  });

  it('what the site says stays as it is', () => {
    const said = complaintSentence({ path: 'x', by: 'site', message: 'Not like this.' }, undefined);
    expect(said).toBe('Not like this.');
  });
});

describe('values in words', () => {
  it.each<[string, Json, string]>([
    ['edge.enabled', true, 'on'],
    ['ttl.page', 604_800, '7 days'],
    ['query.mode', 'allow-list', 'Only the allowed ones are cached'],
    ['edge.view_max', 30, '30 seconds'],
    ['rollout.percent', 0, 'Nobody'],
    ['rollout.percent', 10, '10 % of the visitors'],
    ['rollout.percent', 100, 'Every visitor'],
    ['rollout.strategy', 'object-cache', 'In Redis'],
    ['exclude.paths', [], 'empty'],
    ['exclude.paths', ['/a', '/b'], '/a, /b'],
    ['exclude.paths', ['/a', '/b', '/c', '/d'], '4 entries'],
    ['variants.device', null, 'off'],
    ['variants.device', { cookie: 'd', values: ['m', 't'] }, 'd: m, t'],
    ['edge.url', '', 'empty'],
  ])('%s %j', (path, value, words) => {
    expect(spokenValue(fieldAt(path), value)).toBe(words);
  });
});
