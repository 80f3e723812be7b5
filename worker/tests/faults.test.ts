/** What a fault of ours, or of the origin, may cost: a miss, never an error page of ours. Rows R-* of the list of faults. */
import { describe, expect, it } from 'vitest';
import { requestOf } from './support/signed-request.ts';
import { EDGE, errorOf, openStand, type Stand, said } from './support/stand.ts';
import { SwitchedD1 } from './support/switched-d1.ts';

async function standWithPage() {
  const stand = await openStand();
  const ledger = new SwitchedD1(stand.env.LEDGER);
  const control = new SwitchedD1(stand.env.CONTROL);
  stand.env = { ...stand.env, LEDGER: ledger, CONTROL: control };
  stand.wordpress.pages.set('/a/', { body: '<html>a</html>', tags: ['post:1'] });
  return { stand, ledger, control };
}

const outcome = async (stand: Stand, target = '/a/') => {
  const answer = await stand.visit(target);
  return [answer.status, answer.text, said(answer)];
};
const PAGE = '<html>a</html>';

describe('R-27 the ledger', () => {
  it.each(['down', 'hanging'] as const)(
    '%s from the start: pages come from WordPress and are not stored',
    async (mode) => {
      const { stand, ledger } = await standWithPage();
      stand.world.hurry = 10;
      stand.waits = mode === 'down';
      ledger.mode = mode;
      expect(await outcome(stand)).toEqual([200, PAGE, 'bypass; reason=no-view']);
      ledger.mode = 'up';
      stand.world.pass(2);
      expect(await outcome(stand)).toEqual([200, PAGE, 'miss; reason=cold']);
    },
  );

  it.each(['down', 'hanging'] as const)(
    '%s later: hits for a minute, then WordPress, asked once in ten seconds; it recovers by itself',
    async (mode) => {
      const { stand, ledger } = await standWithPage();
      stand.world.hurry = 10;
      await stand.visit('/a/');
      stand.waits = mode === 'down';
      ledger.mode = mode;
      for (const seconds of [2, 10, 47]) {
        stand.world.pass(seconds);
        expect(await outcome(stand)).toEqual([200, PAGE, 'hit; reason=fresh']);
      }
      stand.world.pass(2);
      expect(await outcome(stand)).toEqual([200, PAGE, 'miss; reason=ledger-down']);
      const asked = stand.wordpress.requests.length;
      for (let i = 0; i < 5; i++)
        expect(await outcome(stand)).toEqual([200, PAGE, 'stale; reason=ledger-down']);
      expect(stand.wordpress.requests).toHaveLength(asked);
      ledger.mode = 'up';
      stand.world.pass(2);
      expect(await outcome(stand)).toEqual([200, PAGE, 'hit; reason=fresh']);
    },
  );

  it('down: a purge is refused, so that the site tries again', async () => {
    const { stand, ledger } = await standWithPage();
    ledger.mode = 'down';
    const answer = await stand.signed('POST', '/api/cache/purge', { site_id: stand.siteId, tags: ['a'] });
    expect([answer.status, errorOf(answer), answer.headers.get('Retry-After')]).toEqual([
      503,
      'storage_unavailable',
      '5',
    ]);
  });

  it('hanging: a visitor waits for half a second, the next ones do not', async () => {
    const { stand, ledger } = await standWithPage();
    await stand.visit('/a/');
    stand.waits = false;
    ledger.mode = 'hanging';
    stand.world.pass(6);
    // One wait for the view of the site, and one for that of the Worker's own data; each looks first whether others know.
    const waits: number[] = [];
    const sleep = stand.world.sleep.bind(stand.world);
    stand.world.sleep = (milliseconds) => {
      waits.push(milliseconds);
      return sleep(milliseconds / 50);
    };
    for (let i = 0; i < 5; i++) expect(await outcome(stand)).toEqual([200, PAGE, 'hit; reason=fresh']);
    expect(waits).toEqual([500, 100, 500, 100]);
  });
});

describe('R-27 the control database', () => {
  it('down: a site that is known is served on', async () => {
    const { stand, control } = await standWithPage();
    await stand.visit('/a/');
    control.mode = 'down';
    stand.world.pass(30);
    expect(await outcome(stand)).toEqual([200, PAGE, 'hit; reason=fresh']);
  });

  it('down: an isolate that knows nothing hands pages to WordPress, and refuses control', async () => {
    const { stand, control } = await standWithPage();
    const fresh = stand.isolate();
    control.mode = 'down';
    const answer = await fresh.visit('/a/');
    expect([answer.status, answer.text]).toEqual([200, PAGE]);
    const refused = await fresh.signed('POST', '/api/cache/purge', { site_id: stand.siteId, tags: ['a'] });
    expect([refused.status, errorOf(refused)]).toEqual([503, 'storage_unavailable']);
    const health = await fresh.send(new Request(`${EDGE}/api/cache/health`));
    expect(JSON.parse(health.text)).toEqual({ ok: true, status: 'degraded' });
  });

  it('down: does not send a request round in circles (CP-16)', async () => {
    const { stand, control } = await standWithPage();
    const fresh = stand.isolate();
    control.mode = 'down';
    fresh.world.answer('worker.test', async (request) => {
      const answer = await fresh.send(request);
      return new Response(answer.text, { status: answer.status });
    });
    expect((await fresh.send(new Request('https://worker.test/a/'))).status).toBe(502);
  });
});

describe('R-26 the Cache API', () => {
  it('broken: every page is still served', async () => {
    const { stand } = await standWithPage();
    const broken = () => Promise.reject(new Error('broken'));
    stand.world.replaceCache({ match: broken, put: broken, delete: broken });
    expect(await outcome(stand)).toEqual([200, PAGE, 'miss; reason=store-error']);
    expect(await outcome(stand)).toEqual([200, PAGE, 'hit; reason=fresh']);
  });
});

describe('R-17 the origin', () => {
  const down = async (): Promise<Response> => {
    throw new Error('connection refused');
  };

  it('unreachable and nothing stored: 502, as JSON', async () => {
    const { stand } = await standWithPage();
    stand.world.answer(stand.wordpress.host, down);
    for (const target of ['/a/', '/wp-login.php']) {
      const answer = await stand.visit(target);
      expect([answer.status, errorOf(answer)]).toEqual([502, 'origin_unreachable']);
    }
  });

  it('unreachable: a page whose life has ended is shown, one that was purged is not', async () => {
    const { stand } = await standWithPage();
    stand.wordpress.pages.set('/b/', { body: 'b', tags: ['post:2'] });
    await stand.visit('/a/');
    await stand.visit('/b/');
    await stand.purge({ tags: ['post:2'] });
    stand.world.answer(stand.wordpress.host, down);
    expect((await stand.visit('/b/')).status).toBe(502);
    stand.world.pass(604_801);
    expect(await outcome(stand)).toEqual([200, PAGE, 'stale; reason=grace']);
    stand.world.pass(86_400);
    expect((await stand.visit('/a/')).status).toBe(502);
  });

  it('lost while a purge arrives: the page that was purged meanwhile is not shown', async () => {
    const { stand } = await standWithPage();
    await stand.visit('/a/');
    stand.world.pass(604_801);
    stand.world.answer(stand.wordpress.host, async () => {
      await stand.purge({ tags: ['post:1'] });
      throw new Error('connection reset');
    });
    expect((await stand.visit('/a/')).status).toBe(502);
  });

  it.each([500, 503])(
    'answering %i: a page whose life has ended is shown instead, and not replaced',
    async (status) => {
      const { stand } = await standWithPage();
      await stand.visit('/a/');
      stand.wordpress.pages.set('/a/', { body: 'broken', status, unmarked: true });
      stand.world.pass(604_801);
      expect(await outcome(stand)).toEqual([200, PAGE, 'stale; reason=grace']);
      expect(await outcome(stand)).toEqual([200, PAGE, 'stale; reason=grace']);
    },
  );

  it('cut off in the middle: not stored, and no short page is shown as a whole one (R-11)', async () => {
    const { stand } = await standWithPage();
    stand.world.answer(stand.wordpress.host, async (request) => {
      const whole = await stand.wordpress.answer(request);
      const cut = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('<html>'));
          controller.error(new Error('reset'));
        },
      });
      return new Response(cut, { status: 200, headers: whole.headers });
    });
    expect((await stand.visit('/a/')).status).toBe(502);
    stand.world.answer(stand.wordpress.host, (request) => stand.wordpress.answer(request));
    expect(await outcome(stand)).toEqual([200, PAGE, 'miss; reason=cold']);
  });

  it('R-14: shorter than its marker says is not stored', async () => {
    const { stand } = await standWithPage();
    stand.world.answer(stand.wordpress.host, async (request) => {
      const whole = await stand.wordpress.answer(request);
      return new Response('<html>', { headers: whole.headers });
    });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=bad-marker');
  });
});

describe('R-49 the kill switch', () => {
  it('a configuration that cannot be read passes everything through', async () => {
    const { stand } = await standWithPage();
    await stand.visit('/a/');
    await stand.env.CONTROL.prepare('UPDATE sites SET config = ?2 WHERE id = ?1')
      .bind(stand.siteId, '{"v":0}')
      .run();
    expect(said(await stand.isolate().visit('/a/'))).toBe('bypass; reason=disabled');
  });
});

describe('an idempotent request', () => {
  it('that reaches two isolates at once has one effect', async () => {
    const { stand } = await standWithPage();
    const other = stand.isolate();
    const body = { site_id: stand.siteId, tags: ['a'] };
    const send = async (at: Stand) =>
      at.send(requestOf(await stand.prepare('POST', '/api/cache/purge', body, { idempotencyKey: 'k' })));
    const [one, two] = await Promise.all([send(stand), send(other)]);
    expect(one?.text).toBe(two?.text);
  });
});
