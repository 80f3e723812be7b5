import { Settings } from '@dynamic-cache/contracts/settings';
import { describe, expect, it } from 'vitest';
import {
  changedPaths,
  cleaned,
  complaintsOf,
  differences,
  edited,
  makesPagesCold,
  patchOf,
  pathsOf,
  valueAt,
  without,
} from '../src/store/settings-form.ts';

const saved = Settings.parse({});
const device = { cookie: 'device', values: ['phone'] };

describe('what differs from the saved settings', () => {
  it('an edit back to the saved value is no change', () => {
    expect(changedPaths(saved, { 'ttl.page': 604_800, 'ttl.grace': 60 })).toEqual(['ttl.grace']);
  });

  it('empty lines and spaces around are no change, and other lines are', () => {
    expect(changedPaths(saved, { 'exclude.paths': ['', '  ', ''] })).toEqual([]);
    expect(changedPaths(saved, { 'exclude.paths': ['', ' /a '] })).toEqual(['exclude.paths']);
  });

  it('the order of members is no change, the order of lines is', () => {
    const other = Settings.parse({ variants: { device: { cookie: 'd', values: ['a', 'b'] } } });
    expect(changedPaths(other, { 'variants.device': { values: ['a', 'b'], cookie: 'd' } })).toEqual([]);
    expect(changedPaths(other, { 'variants.device': { cookie: 'd', values: ['b', 'a'] } })).toEqual([
      'variants.device',
    ]);
  });

  it('empty text leaves a secret alone, null clears one that is there', () => {
    const masked = Settings.parse({ redis: { password: '••••1234' } });
    expect(changedPaths(masked, { 'redis.password': '' })).toEqual([]);
    expect(changedPaths(masked, { 'redis.password': null })).toEqual(['redis.password']);
    expect(changedPaths(saved, { 'redis.password': null })).toEqual([]);
    expect(changedPaths(masked, { 'redis.password': 'new' })).toEqual(['redis.password']);
  });

  it('two states differ in the settings that differ, variants as a whole', () => {
    const other = Settings.parse({ ttl: { page: 60 }, hosts: ['a.example'], variants: { device } });
    expect(differences(saved, other)).toEqual(['ttl.page', 'hosts', 'variants.device']);
    expect(differences(other, saved)).toEqual(['ttl.page', 'hosts', 'variants.device']);
    expect(differences(saved, Settings.parse({}))).toEqual([]);
  });

  it('every setting has one path, whatever its value', () => {
    expect(pathsOf(saved)).toEqual(pathsOf(Settings.parse({ variants: { device }, paused_until: 5 })));
    expect(pathsOf(saved)).toContain('paused_until');
    expect(pathsOf(saved)).not.toContain('ttl');
  });
});

describe('the merge patch', () => {
  it('has what differs and nothing else', () => {
    const edits = { 'ttl.page': 60, 'ttl.grace': 86_400, 'ttl.browser': 5, hosts: ['a.example', ''] };
    expect(patchOf(saved, edits)).toEqual({ ttl: { page: 60, browser: 5 }, hosts: ['a.example'] });
  });

  it('turns a variant off with null and clears a secret with null', () => {
    const other = Settings.parse({ variants: { device }, redis: { password: '••••1234' } });
    expect(patchOf(other, { 'variants.device': null, 'redis.password': null })).toEqual({
      variants: { device: null },
      redis: { password: null },
    });
  });

  it('of untouched settings is empty', () => {
    expect(patchOf(saved, {})).toEqual({});
  });
});

describe('what is wrong', () => {
  it('names the setting and the line', () => {
    const complaints = complaintsOf(saved, { 'ttl.page': 59, hosts: ['a.example', '', 'B.example'] });
    expect(complaints.map(({ path }) => path)).toEqual(['ttl.page', 'hosts']);
    expect(complaints[1]).toMatchObject({ by: 'schema', below: '1' });
  });

  it('text in the place of a number is wrong, and so is no text', () => {
    expect(complaintsOf(saved, { 'ttl.page': 'soon' })).toHaveLength(1);
    expect(complaintsOf(saved, { 'ttl.page': '' })).toHaveLength(1);
  });

  it('a variant belongs to its setting, however deep the fault', () => {
    const complaints = complaintsOf(saved, { 'variants.device': { cookie: 'a b', values: [] } });
    expect(new Set(complaints.map(({ path }) => path))).toEqual(new Set(['variants.device']));
    expect(complaints).toHaveLength(2);
  });

  it('a secret that is kept or cleared is fine', () => {
    const masked = Settings.parse({ redis: { password: '••••1234' } });
    expect(complaintsOf(masked, { 'redis.password': null })).toEqual([]);
    expect(complaintsOf(masked, { 'redis.password': '' })).toEqual([]);
  });
});

describe('small parts', () => {
  it('a document with edits leaves the saved one alone', () => {
    expect(valueAt(edited(saved, { 'ttl.page': 60 }), 'ttl.page')).toBe(60);
    expect(saved.ttl.page).toBe(604_800);
  });

  it('there is no value at a path that does not exist', () => {
    expect(valueAt(saved, 'ttl.pages')).toBeUndefined();
    expect(valueAt(saved, 'ttl.page.x')).toBeUndefined();
    expect(valueAt(saved, 'paused_until')).toBeNull();
  });

  it('cleaning reaches the lists inside of an object', () => {
    expect(cleaned({ cookie: 'a', values: [' x ', ''] })).toEqual({ cookie: 'a', values: ['x'] });
    expect(cleaned('  text ')).toBe('  text ');
  });

  it('edits of other settings stay', () => {
    expect(without({ a: 1, b: 2 }, ['a'])).toEqual({ b: 2 });
  });

  it.each([
    ['hosts', true],
    ['ttl.browser', true],
    ['exclude.cookies', true],
    ['variants.device', true],
    ['query.mode', true],
    ['edge.view_max', false],
    ['log.level', false],
    ['paused_until', false],
  ])('a change of %s makes stored pages cold: %s', (path, isCold) => {
    expect(makesPagesCold([path])).toBe(isCold);
  });
});
