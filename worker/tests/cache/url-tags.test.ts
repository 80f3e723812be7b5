import { canonicalPath, canonicalQuery, isIgnored, parseQuery } from '@dynamic-cache/contracts/cache-key';
import { TagName } from '@dynamic-cache/contracts/tags';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressTags, foldersOf, tagOfPrefix, tagOfUrl } from '../../src/cache/url-tags.ts';
import { defaultConfig } from '../support/stand.ts';

const site = { ...defaultConfig('s', 'example.com'), aliases: ['www.example.com'] };

/** The tags of the page that is stored for this target. */
async function tagsOfPage(target: string): Promise<string[]> {
  const [rawPath = '', rawQuery = ''] = target.split('?');
  const kept = parseQuery(rawQuery).filter((parameter) => !isIgnored(parameter, site.rules.query));
  return addressTags(site, canonicalPath(rawPath) ?? '', canonicalQuery(kept));
}

const segment = fc.string({
  unit: fc.constantFrom('a', 'b', 'Z', '-', '%41', '%c3%a9', '~'),
  minLength: 1,
  maxLength: 4,
});
const path = fc
  .array(segment, { maxLength: 5 })
  .chain((parts) =>
    fc.constantFrom(`/${parts.join('/')}`, parts.length === 0 ? '/' : `/${parts.join('/')}/`),
  );
const query = fc.array(fc.tuple(fc.constantFrom('b', 'a', 'utm_x', 'a%5B%5D'), segment), { maxLength: 4 });
const target = fc
  .tuple(path, query)
  .map(([p, q]) => (q.length === 0 ? p : `${p}?${q.map((pair) => pair.join('=')).join('&')}`));

describe('an address', () => {
  it('purges the page that is stored for it, under whichever host it is named', async () => {
    const run = fc.asyncProperty(
      target,
      fc.constantFrom('https://example.com', 'https://www.example.com', 'http://example.com:80'),
      async (t, base) => {
        expect(await tagsOfPage(t)).toContain(await tagOfUrl(site, base + t));
      },
    );
    await fc.assert(run);
  });

  it('purges no other page', async () => {
    const run = fc.asyncProperty(target, target, async (one, two) => {
      const same = JSON.stringify(await tagsOfPage(one)) === JSON.stringify(await tagsOfPage(two));
      expect(
        (await tagsOfPage(one)).includes((await tagOfUrl(site, `https://example.com${two}`)) ?? ''),
      ).toBe(same);
    });
    await fc.assert(run);
  });

  it('as a prefix purges exactly the pages below it', async () => {
    const run = fc.asyncProperty(path, path, async (page, other) => {
      const prefix = other.endsWith('/') ? other : `${other}/`;
      const below = (canonicalPath(page) ?? '').startsWith(canonicalPath(prefix) ?? 'none');
      expect(
        (await tagsOfPage(page)).includes((await tagOfPrefix(site, `https://example.com${prefix}`)) ?? ''),
      ).toBe(below);
    });
    await fc.assert(run);
  });

  it.each([
    'https://elsewhere.test/a/',
    'https://example.com.elsewhere.test/a/',
    'https://example.com@elsewhere.test/a/',
    'https://example.com/a//b/',
    'https://example.com/a/%2e%2e/b/',
    'ftp://example.com/',
  ])('under which nothing can be stored has no tag: %s', async (url) => {
    expect(await tagOfUrl(site, url)).toBe(null);
    expect(await tagOfPrefix(site, url)).toBe(null);
  });

  it('carries tags of the right form only, and the whole site', async () => {
    for (const name of await tagsOfPage('/a/b/?x=1')) expect(TagName.safeParse(name).success).toBe(true);
    expect(await tagsOfPage('/a/b/')).toContain('site');
  });
});

describe('folders', () => {
  it.each([
    ['/', ['/']],
    ['/a', ['/']],
    ['/a/', ['/', '/a/']],
    ['/a/b', ['/', '/a/']],
  ])('of %s', (page, folders) => {
    expect(foldersOf(page)).toEqual(folders);
  });

  it('are bounded: what lies deeper is purged with the deepest', async () => {
    const deep = `/${'a/'.repeat(100)}`;
    expect(foldersOf(deep)).toHaveLength(32);
    expect(await tagsOfPage(`${deep}page`)).toContain(await tagOfPrefix(site, `https://example.com${deep}`));
  });
});
