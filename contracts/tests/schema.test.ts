import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { foreignKeywords, jsonSchema } from '../src/json-schema.ts';
import { labelFiles, labelsOf } from '../src/labels.ts';
import { SCHEMAS, schemaFiles } from '../src/schema-files.ts';
import { Settings } from '../src/settings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('generated JSON Schema', () => {
  it.each([...schemaFiles(), ...labelFiles()])('%s is what `npm run generate` writes', (path, text) => {
    expect(readFileSync(root + path, 'utf8')).toBe(text);
  });

  it.each(Object.keys(SCHEMAS))('%s uses only keywords that WordPress core honours', (name) => {
    expect(foreignKeywords(jsonSchema(SCHEMAS[name] ?? z.never()))).toEqual([]);
  });

  it('a keyword that core ignores is found, however deep', () => {
    const twice = z.string().regex(/a/).regex(/b/);
    expect(foreignKeywords(jsonSchema(z.object({ list: z.array(twice) })))).toEqual([
      '#/properties/list/items/allOf',
    ]);
    expect(foreignKeywords(jsonSchema(z.tuple([z.string()])))).not.toEqual([]);
  });
});

describe('the words of the settings', () => {
  const labels = new Map(labelsOf(Settings).map(({ path, ...words }) => [path, words]));

  it.each(leavesOf(Settings.parse({})))('%s has a title and says what it does', (path) => {
    expect(labels.get(path)?.title).toMatch(/^.{3,50}$/);
    expect(labels.get(path)?.description).toMatch(/^.{10,250}\.$/);
  });

  it('also the members of a variant have words', () => {
    expect([...labels.keys()]).toEqual(
      expect.arrayContaining(['variants.device.cookie', 'variants.device.values']),
    );
  });

  it('no two settings have the same title', () => {
    const titles = [...labels]
      .filter(([path]) => !path.startsWith('variants.'))
      .map(([, { title }]) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

/** Paths of all values that are no group. */
function leavesOf(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const isGroup = typeof member === 'object' && member !== null && !Array.isArray(member);
    return isGroup ? leavesOf(member, here) : [here];
  });
}

describe('settings', () => {
  it('an empty object is the defaults', () => {
    const settings = Settings.parse({});
    expect(settings.ttl).toEqual({ page: 604_800, not_found: 0, grace: 86_400, browser: 0 });
    expect(settings.query.ignore).toContain('utm_*');
    expect(settings.disk.max_bytes).toBe(1_073_741_824);
    expect(settings.edge.view_max).toBe(5);
  });

  it.each([
    [{ enabeld: true }, ''],
    [{ enabled: '1' }, 'enabled'],
    [{ ttl: { page: 59 } }, 'ttl.page'],
    [{ ttl: { grace: 604_801 } }, 'ttl.grace'],
    [{ proof: { sample_rate: 0.2 } }, 'proof.sample_rate'],
    [{ edge: { view_max: 10 } }, 'edge.view_max'],
    [{ edge: { url: 'https://edge.example/path' } }, 'edge.url'],
    [{ hosts: ['Example.com'] }, 'hosts.0'],
    [{ exclude: { paths: ['a\nb'] } }, 'exclude.paths.0'],
    [{ disk: { max_bytes: 1 } }, 'disk.max_bytes'],
  ])('%j is refused at %j', (input, path) => {
    const { error } = Settings.safeParse(input);
    expect(error?.issues[0]?.path.join('.')).toBe(path);
  });
});
