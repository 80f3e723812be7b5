import { SettingsFile } from '@dynamic-cache/contracts/plugin-api';
import { Settings } from '@dynamic-cache/contracts/settings';
import { describe, expect, it } from 'vitest';
import { exported, imported } from '../src/screens/settings/settings-file.ts';

const saved = Settings.parse({});
const fileOf = (settings: unknown) =>
  JSON.stringify({ format: 'ai-wp-dynamic-cache/settings/1', version: '1.0.0', settings });

describe('export', () => {
  it('is a settings file without any secret, not even its end', () => {
    const mine = Settings.parse({ redis: { password: '••••1234' }, ttl: { page: 60 } });
    const text = exported(mine, '1.2.3');
    expect(SettingsFile.parse(JSON.parse(text))).toMatchObject({
      version: '1.2.3',
      settings: { ttl: { page: 60 } },
    });
    expect(text).not.toContain('1234');
  });

  it('leaves out the address of the webhook, which holds the key of most services', () => {
    const mine = Settings.parse({ alerts: { webhook_url: 'https://hooks.example/T0/B0/key' } });
    expect(exported(mine, '1')).not.toContain('hooks.example');
    expect(imported(exported(mine, '1'), mine)).toEqual({ is: 'read', edits: {}, leftOut: [] });
  });

  it('of an older version that has one brings it', () => {
    const file = fileOf({ alerts: { webhook_url: 'https://hooks.example/T0/B0/key' } });
    expect(imported(file, saved)).toMatchObject({
      edits: { 'alerts.webhook_url': 'https://hooks.example/T0/B0/key' },
    });
  });

  it('brought back into the same site changes nothing, secrets included', () => {
    const mine = Settings.parse({ redis: { password: '••••1234' }, exclude: { paths: ['/a'] } });
    expect(imported(exported(mine, '1'), mine)).toEqual({ is: 'read', edits: {}, leftOut: [] });
  });
});

describe('import', () => {
  it('changes what differs', () => {
    const file = fileOf({ ttl: { page: 60, grace: 86_400 }, hosts: ['a.example'] });
    expect(imported(file, saved)).toEqual({
      is: 'read',
      edits: { 'ttl.page': 60, hosts: ['a.example'] },
      leftOut: [],
    });
  });

  it('a setting that the file does not have goes back to its default, as its absence means', () => {
    const mine = Settings.parse({ ttl: { page: 60 } });
    expect(imported(fileOf({}), mine)).toMatchObject({ edits: { 'ttl.page': 604_800 } });
  });

  it('neither turns the cache on nor brings what this version does not use, and says so', () => {
    const file = fileOf({ enabled: true, log: { days: 3 }, redis: { password: 'secret' } });
    expect(imported(file, saved)).toEqual({ is: 'read', edits: {}, leftOut: ['enabled', 'log.days'] });
  });

  it.each([
    ['ttl.page', { ttl: { page: 5 } }, /1 minute or more/],
    ['exclude.paths.1', { exclude: { paths: ['/a', '/é'] } }, /“\/é”/],
    ['settings.tll', { tll: {} }, /not known/],
    ['settings.ttl.pages', { ttl: { pages: 5 } }, /not known/],
  ])('names what is wrong: %s', (path, settings, words) => {
    const result = imported(fileOf(settings), saved);
    expect(result).toMatchObject({ is: 'wrong', complaints: [{ path }] });
    expect(JSON.stringify(result)).toMatch(words);
  });

  it.each(['', '{', 'null', '[]', '{"format":"another/1"}', '{"__proto__":{"x":1}}'])(
    '%j changes nothing',
    (text) => {
      expect(imported(text, saved).is).not.toBe('read');
    },
  );
});
