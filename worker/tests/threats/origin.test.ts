/** What a WordPress in trouble answers: rows of the list of faults. */
import { describe, expect, it } from 'vitest';
import { stored } from '../support/careless.ts';
import { PAGE, standWith } from '../support/page-stand.ts';
import { errorOf, type Stand, said } from '../support/stand.ts';
import type { SitePage } from '../support/wordpress.ts';
import type { Answerer } from '../support/world.ts';

const LIFE = 604_801;

/** None of them carries a mark: the recorder never came to its end. */
const TROUBLE: [string, SitePage][] = [
  [
    'R-10: a fatal error with status 500',
    { body: 'There has been a critical error', status: 500, unmarked: true },
  ],
  ['R-12: a white screen', { body: '', unmarked: true }],
  ['R-12: a white screen of blanks', { body: ' \n ', unmarked: true }],
  ['R-13: no database', { body: 'Error establishing a database connection', status: 500, unmarked: true }],
  ['R-15: the owner’s own error page with 200', { body: 'Back soon', unmarked: true }],
  [
    'R-16: maintenance',
    { body: 'Briefly unavailable', status: 503, unmarked: true, headers: { 'Retry-After': '600' } },
  ],
];

describe('an answer that is no page', () => {
  it.each(TROUBLE)('%s: is passed on and not stored', async (_, page) => {
    const stand = await standWith(page);
    for (let i = 0; i < 2; i++) {
      const answer = await stand.visit('/a/');
      expect([answer.status, answer.text]).toEqual([page.status ?? 200, page.body]);
      expect(answer.headers.get('Retry-After')).toBe(page.headers?.['Retry-After'] ?? null);
    }
    expect(await stored(stand)).toBe(0);
    stand.wordpress.pages.set('/a/', PAGE);
    expect((await stand.visit('/a/')).text).toBe(PAGE.body);
  });

  it.each(TROUBLE)('%s: does not replace a page that is stored', async (_, page) => {
    const stand = await standWith();
    await stand.visit('/a/');
    await stand.purge({ tags: ['post:1'], soft: true });
    stand.wordpress.pages.set('/a/', page);
    for (let i = 0; i < 3; i++) expect((await stand.visit('/a/')).text).toBe(PAGE.body);
  });

  it('R-12: whose mark was made for more than there is, is not stored', async () => {
    const stand = await standWith({ ...PAGE, marker: { len: '5000' } });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=bad-marker');
    expect(await stored(stand)).toBe(0);
  });
});

type Failure = (stand: Stand) => Answerer;
const thrown =
  (error: Error): Failure =>
  () =>
  () =>
    Promise.reject(error);

/** A page with a genuine mark, of which only the beginning arrives. */
const cutOff: Failure = (stand) => async (request) => {
  const { headers } = await stand.wordpress.answer(request);
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('<html>'));
      controller.error(new Error('reset'));
    },
  });
  return new Response(cut, { headers });
};

const FAILURES: [string, Failure][] = [
  ...[500, 502, 503, 504, 522, 525].map((status): [string, Failure] => [
    String(status),
    () => async () => new Response('broken', { status }),
  ]),
  ['a refused connection', thrown(new Error('connection refused'))],
  ['a name that does not resolve', thrown(new Error('getaddrinfo ENOTFOUND'))],
  ['a certificate that does not fit', thrown(new Error('TLS handshake failed'))],
  ['a time-out', thrown(new DOMException('timed out', 'TimeoutError'))],
  ['a reset in the middle of a page', cutOff],
];

describe('R-17 an origin that fails', () => {
  it.each(FAILURES)(
    'with %s: the page whose life has ended is shown as stale, with its age',
    async (_, fail) => {
      const stand = await standWith();
      await stand.visit('/a/');
      stand.world.pass(LIFE);
      stand.world.answer(stand.wordpress.host, fail(stand));
      const answer = await stand.visit('/a/');
      expect([answer.text, said(answer)]).toEqual([PAGE.body, 'stale; reason=grace']);
      expect(answer.headers.get('Age')).toBe(String(LIFE));
      expect(answer.headers.get('Cache-Status')).toContain('dynamic-cache-edge; hit; ttl=-1');
    },
  );

  it.each(FAILURES)('with %s and nothing stored: the error is told, and not stored', async (_, fail) => {
    const stand = await standWith();
    stand.world.answer(stand.wordpress.host, fail(stand));
    const answer = await stand.visit('/a/');
    expect(answer.status).toBeGreaterThanOrEqual(500);
    if (answer.status === 502 && answer.text !== 'broken') expect(errorOf(answer)).toBe('origin_unreachable');
    expect(await stored(stand)).toBe(0);
    stand.world.answer(stand.wordpress.host, (request) => stand.wordpress.answer(request));
    expect((await stand.visit('/a/')).text).toBe(PAGE.body);
  });
});
