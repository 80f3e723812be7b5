/** Addresses that look like a file, like another page, or like both: rows CP-50 to CP-62. */
import { describe, expect, it } from 'vitest';
import { CANARY, carelessStand, stored } from '../support/careless.ts';
import { said } from '../support/stand.ts';

// Those that `Request` itself would fold come from raw sockets, in worker/isolates.
const DELIMITERS = [
  ...[
    ';',
    ',',
    '.',
    '!',
    '$',
    '&',
    "'",
    '(',
    ')',
    '*',
    '+',
    '=',
    ':',
    '@',
    '~',
    '|',
    '^',
    '`',
    '{',
    '}',
    '[',
    ']',
  ],
  ...[
    '<',
    '>',
    '"',
    '%00',
    '%09',
    '%0a',
    '%0d',
    '%20',
    '%23',
    '%25',
    '%26',
    '%2e',
    '%2f',
    '%3b',
    '%3f',
    '%5c',
    '%7e',
  ],
  ...['%c0%af', '%ff'],
];
const EXTENSIONS = [
  'css',
  'js',
  'avif',
  'woff2',
  'jpg',
  'png',
  'svg',
  'ico',
  'pdf',
  'json',
  'txt',
  'map',
  'mp4',
];

/** What a logged-in victim was shown under an address is not there for whoever asks for it without a cookie. */
async function keepsSecret(path: string): Promise<void> {
  const stand = await carelessStand();
  const headers = { Cookie: `wordpress_logged_in_0=${CANARY}` };
  const victim = await stand.visit(path, { headers });
  expect(victim.text).toContain(CANARY);
  for (let i = 0; i < 2; i++) {
    const attacker = await stand.visit(path);
    expect(attacker.text + JSON.stringify([...attacker.headers])).not.toContain(CANARY);
  }
}

describe('a lure', () => {
  it.each(EXTENSIONS)(
    'CP-50: under the name of a .%s file keeps the secret, and is not stored',
    async (type) => {
      await keepsSecret(`/my-account/x.${type}`);
      const stand = await carelessStand();
      expect(said(await stand.visit(`/my-account/x.${type}`))).toBe('miss; reason=path');
      expect(await stored(stand)).toBe(0);
    },
  );

  it.each(DELIMITERS)(
    'CP-51: with the delimiter %s before a file’s name keeps the secret',
    async (delimiter) => {
      await keepsSecret(`/my-account${delimiter}.css`);
    },
  );

  it.each([
    '/wp-content/..%2fmy-account/',
    '/wp-content/uploads/a.css%2f..%2fmy-account/',
    '/wp-includes/js/..%5cmy-account/',
    '/wp-content/x.css',
  ])('CP-52: below a folder of files is WordPress’ business alone (%s)', async (path) => {
    await keepsSecret(path);
    const stand = await carelessStand();
    expect(said(await stand.visit(path))).toBe('bypass; reason=path');
    expect(await stored(stand)).toBe(0);
  });

  it.each(['/share/%2F..%2Fwp-json/wp/v2/users/me', '/share/%2e%2e%2fwp-json/wp/v2/users/me'])(
    'CP-53: through a rule with a wildcard is neither asked for in its name nor stored (%s)',
    async (path) => {
      await keepsSecret(path);
      const rules = { query: {}, exclude: { paths: ['/wp-json/*'] }, variants: {} };
      const { Rules } = await import('@dynamic-cache/contracts/rules');
      const stand = await carelessStand({ rules: Rules.parse(rules) });
      expect(said(await stand.visit(path))).toBe('bypass; reason=path');
    },
  );

  it.each([
    '/robots.txt%2f..%2fmy-account',
    '/my-account%2f%2e%2e%2frobots.txt',
    '/my-account/robots.txt',
    '/my-account/favicon.ico',
    '/my-account/sitemap.xml',
    '/my-account/index.html',
  ])('CP-54: that ends in the name of a well-known file keeps the secret (%s)', keepsSecret);
});

describe('a path that two parsers could read differently is never stored', () => {
  it.each([
    ['CP-55', '/a%2f..%2fslug/'],
    ['CP-55', '/%252e%252e%2fslug/'],
    ['CP-60', '//hello-world/'],
    ['CP-60', '/hello-world//'],
    ['CP-60', '/\\hello-world'],
    ['CP-61', '/index.php/hello-world/'],
    ['CP-61', '/hello-world/index.php'],
    ['CP-61', '/wp-login.php/x.css'],
    ['CP-61', '/XMLRPC.php/x.js'],
  ])('%s: %s', async (_, path) => {
    const stand = await carelessStand();
    for (let i = 0; i < 2; i++) expect(said(await stand.visit(path))).toBe('bypass; reason=path');
    expect(await stored(stand)).toBe(0);
  });
});

describe('one page in two spellings', () => {
  it.each([
    ['CP-57', '/%68ello%2Dworld/', '/hello-world/'],
    ['CP-55', '/a/../hello-world/', '/hello-world/'],
    ['CP-55', '/./hello-world/', '/hello-world/'],
    ['CP-58', '/%2e%2e/hello-world/', '/hello-world/'],
    ['CP-59', '/caf%c3%a9/', '/caf%C3%A9/'],
  ])('%s: %s is %s, asked for in one spelling and purged with it', async (_, spelling, path) => {
    const stand = await carelessStand();
    const first = await stand.visit(spelling);
    expect(first.text).toContain(`${stand.wordpress.host}${path}"`);
    expect(said(await stand.visit(path))).toBe('hit; reason=fresh');
    await stand.purge({ urls: [`https://${stand.wordpress.host}${path}`] });
    expect(said(await stand.visit(spelling))).toBe('miss; reason=purged');
  });
});

describe('two pages', () => {
  it.each([
    ['CP-56', '/HELLO-WORLD/', '/hello-world/'],
    ['CP-56', '/hello-world', '/hello-world/'],
    ['CP-56', '/hello-world!/', '/hello-world/'],
    ['CP-58', '/hello%252dworld/', '/hello-world/'],
    ['CP-59', '/caf%e9/', '/caf%c3%a9/'],
    ['CP-59', '/cafe%cc%81/', '/caf%c3%a9/'],
    ['CP-62', `/${'x'.repeat(250)}1/`, `/${'x'.repeat(250)}2/`],
    ['CP-62', `/${'x'.repeat(4096)}1/`, `/${'x'.repeat(4096)}2/`],
    ['CP-62', `/${'x'.repeat(16_384)}1/`, `/${'x'.repeat(16_384)}2/`],
  ])('%s: %s and %s are told apart', async (_, one, other) => {
    const stand = await carelessStand();
    const [first, second] = [await stand.visit(one), await stand.visit(other)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.text).not.toBe(second.text);
    expect([(await stand.visit(one)).text, (await stand.visit(other)).text]).toEqual([
      first.text,
      second.text,
    ]);
  });

  it('CP-56: a twin that WordPress sends elsewhere, or does not know, makes no copy', async () => {
    for (const status of [301, 404]) {
      const stand = await carelessStand({}, { status, headers: { Location: '/hello-world/' } });
      for (const twin of ['/HELLO-WORLD/', '/hello-world~/', '/hello-world%20/', '/category/UNCATEGORIZED/'])
        await stand.visit(twin);
      expect(await stored(stand)).toBe(0);
    }
  });
});
