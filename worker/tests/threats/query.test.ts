/** What stands behind the question mark: rows CP-32 to CP-44. What is not in the key is not in the page. */
import { describe, expect, it } from 'vitest';
import { CANARY, carelessStand, staysClean, stored } from '../support/careless.ts';
import { said } from '../support/stand.ts';

describe('an ignored parameter shapes nothing', () => {
  it.each([
    ['CP-32: with a semicolon in it', `utm_content=x;keyed=${CANARY}`],
    ['CP-32: with an encoded ampersand', `utm_content=x%26keyed=${CANARY}`],
    ['CP-33: twice', `utm_source=a&utm_source=${CANARY}`],
    ['CP-33: without a value', `utm_${CANARY}`],
    ['CP-35: with a dot in its name', `utm.source=${CANARY}`],
    ['CP-35: with an escaped underscore', `utm%5Fsource=${CANARY}`],
    ['CP-35: with an escaped letter', `%75tm_source=${CANARY}`],
    ['CP-35: with an open bracket, of which PHP makes the same name', `utm[source=${CANARY}`],
    ['CP-35: as a list', `utm_source[]=${CANARY}`],
    ['CP-101: with a line break in it', `utm_source=%0d%0aSet-Cookie:%20c=${CANARY}`],
  ])('%s', async (_, query) => {
    await staysClean((stand) => stand.visit(`/a/?${query}`));
    const stand = await carelessStand();
    await stand.visit(`/a/?${query}`);
    expect(said(await stand.visit('/a/'))).toBe('hit; reason=fresh');
  });
});

describe('another parameter is another page', () => {
  it.each([
    ['CP-35: an ignored name in capitals', `/a/?UTM_SOURCE=${CANARY}`, '/a/'],
    ['CP-36: an escaped name', `/a/?siz%65=${CANARY}`, '/a/?size=1'],
    ['CP-37: an encoded question mark', `/a/%3fb=${CANARY}`, '/a/?b=1'],
    ['CP-37: an encoded question mark of the same text', '/a/%3fb=1', '/a/?b=1'],
    ['CP-33: the last of two', `/a/?a=1&a=${CANARY}`, '/a/?a=1'],
    ['CP-42: a list', `/a/?a[]=${CANARY}&a[]=2`, '/a/?a[]=2'],
    ['CP-42: without a name', `/a/?=${CANARY}`, '/a/'],
  ])('%s', async (_, poison, victim) => {
    await staysClean((stand) => stand.visit(poison), victim);
  });

  it.each([
    ['CP-33: duplicates in another order', '/a/?p=1&p=2', '/a/?p=2&p=1'],
    ['CP-42: a list in another order', '/a/?a[]=1&a[]=2', '/a/?a[]=2&a[]=1'],
    ['CP-42: a list with keys of its own', '/a/?a[0]=1&a[]=2', '/a/?a[]=1&a[]=2'],
  ])('%s', async (_, one, other) => {
    const stand = await carelessStand();
    await stand.visit(one);
    expect(said(await stand.visit(other))).toBe('miss; reason=cold');
  });
});

describe('one query in two spellings', () => {
  it.each([
    ['CP-36: with escapes that mean nothing', '/a/?%71=%61', '/a/?q=a'],
    ['CP-36: with bytes that a browser would escape', '/a/?q=">', '/a/?q=%22%3E'],
    ['CP-36: with a plus', '/a/?q=a+b', '/a/?q=a%20b'],
    ['CP-42: in another order', '/a/?z=1&a=1', '/a/?a=1&z=1'],
    ['CP-42: with nothing in between', '/a/?&&q=1&', '/a/?q=1'],
    ['CP-42: with an empty query', '/a/?', '/a/'],
    ['CP-42: with two question marks', '/a/??a', '/a/?%3Fa='],
    ['CP-42: without a value', '/a/?a', '/a/?a='],
  ])('%s is one page, rendered in one spelling', async (_, one, other) => {
    const stand = await carelessStand();
    const first = await stand.visit(one);
    const second = await stand.visit(other);
    expect([said(second), second.text]).toEqual(['hit; reason=fresh', first.text]);
    const alone = await carelessStand();
    const { text } = await alone.visit(other);
    expect(first.text.replaceAll(stand.wordpress.host, '')).toBe(text.replaceAll(alone.wordpress.host, ''));
  });
});

describe('a private parameter', () => {
  it.each([
    'rest_route',
    'rest.route',
    'rest%20route',
    'rest+route',
    'rest[route',
    '%72est_route',
    '%20rest_route',
  ])('CP-34: that PHP reads as rest_route is one (%s)', async (name) => {
    const stand = await carelessStand();
    expect(said(await stand.visit(`/?${name}=/wp/v2/users/me`))).toBe('bypass; reason=private-query');
    expect(await stored(stand)).toBe(0);
  });

  it.each([
    'preview',
    'customize_changeset_uuid',
    'wc-ajax',
    'add-to-cart',
    '_wpnonce',
    'doing_wp_cron',
    'key',
    'token',
  ])('CP-34, CP-41: %s is one with an escaped letter too', async (name) => {
    const stand = await carelessStand();
    const escaped = `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
    for (const spelling of [name, escaped])
      expect(said(await stand.visit(`/a/?${spelling}=1`))).toBe('bypass; reason=private-query');
    expect(await stored(stand)).toBe(0);
  });
});

describe('a long query', () => {
  it.each([2, 8, 32, 64])('CP-44: of %i KB is kept whole in the key, or not at all', async (kilobytes) => {
    const stand = await carelessStand();
    const long = `/a/?x=${'y'.repeat(kilobytes * 1024)}`;
    const [one, other] = [await stand.visit(`${long}1`), await stand.visit(`${long}2`)];
    expect(one.text).not.toBe(other.text);
    const expected = kilobytes < 8 ? 'hit; reason=fresh' : 'bypass; reason=key-too-long';
    expect(said(await stand.visit(`${long}1`))).toBe(expected);
  });

  it('CP-44: in a redirect that repeats it is not stored', async () => {
    const stand = await carelessStand(
      {},
      { status: 301, headers: { Location: `/b/?x=${'y'.repeat(2048)}` } },
    );
    for (let i = 0; i < 2; i++)
      expect(said(await stand.visit(`/a/?x=${'y'.repeat(2048)}`))).toBe('miss; reason=status');
    expect(await stored(stand)).toBe(0);
  });
});

describe('many addresses', () => {
  it('CP-43: of one page cost no more memory than is allowed, and pages that are visited stay', async () => {
    const stand = await carelessStand();
    stand.env = { ...stand.env, CACHE_MAX_MEMORY_SIZE: '0.05' };
    await stand.visit('/hot/');
    for (let i = 0; i < 300; i++) {
      await stand.visit(`/?r=${i}`);
      if (i % 10 === 0) expect(said(await stand.visit('/hot/'))).toBe('hit; reason=fresh');
    }
    expect(await stored(stand)).toBeLessThan(50);
    expect(stand.wordpress.asked('/hot/')).toHaveLength(1);
  });
});
