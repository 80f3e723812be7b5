/** Limits, settings that disable, and the shared secret of v0. */
import { createExecutionContext } from 'cloudflare:test';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { Bindings } from '../../src/bindings.ts';
import type { App } from '../../src/context.ts';
import { createEdge } from '../../src/edge.ts';
import { ApiFailure, failureResponse } from '../../src/failure.ts';
import { signedV0OrV1 } from '../../src/middleware/signed.ts';
import { testEnv } from '../support/env.ts';
import { PURGE, PurgeCall, purgesOf } from '../support/purge-call.ts';
import { prepare, requestOf } from '../support/signed-request.ts';
import { EDGE, errorOf } from '../support/stand.ts';
import { BEGIN, TestWorld } from '../support/world.ts';

let call: PurgeCall;
beforeAll(async () => {
  call = await PurgeCall.open();
});

/** Settings changed, or taken away. */
type Changed = { [K in keyof Bindings]?: Bindings[K] | undefined };

async function withEnv(changes: Changed, request: Request): Promise<Response> {
  return createApp(call.stand.world).fetch(
    request,
    Object.assign(testEnv(), changes),
    createExecutionContext(),
  );
}

async function v0({
  secret = testEnv().WP_PLUGIN_SHARED_SECRET ?? '',
  pluginId = 'tester-1',
  path = '/plugin/wp/nothing',
}) {
  const key = { shared: secret === '' ? 'x' : secret };
  return prepare({ method: 'POST', url: EDGE + path, body: { a: 1 }, now: BEGIN, pluginId, key });
}

describe('SIG-26 too much', () => {
  it('a body of 1 MB and a byte is 413, announced or not', async () => {
    const big = `{"site_id":"${'x'.repeat(1_048_576)}"}`;
    expect(errorOf(await call.stand.signed('POST', PURGE, big))).toBe('body_too_large');
    const stream = new Response(big).body;
    const request = new Request(EDGE + PURGE, { method: 'POST', body: stream });
    expect((await call.stand.send(request)).status).toBe(413);
  });

  it('JSON nested 1,000 deep is 400, and so are 5,001 tags', async () => {
    const deep = `{"site_id":${'['.repeat(1000)}${']'.repeat(1000)}}`;
    expect(errorOf(await call.stand.signed('POST', PURGE, deep))).toBe('invalid_json');
    const tags = Array.from({ length: 5001 }, (_, i) => `post:${i}`);
    expect(errorOf(await call.stand.signed('POST', PURGE, { ...call.body, tags }))).toBe('invalid_body');
  });

  it('what is no JSON, and a field that nobody knows, is 400', async () => {
    expect(errorOf(await call.stand.signed('POST', PURGE, 'hello'))).toBe('invalid_json');
    expect(errorOf(await call.stand.signed('POST', PURGE, { ...call.body, also: 1 }))).toBe('invalid_body');
  });
});

describe('SIG-28 a Worker without a usable setting', () => {
  it.each(['0', 'abc', '', '-5', '1e3'])('a replay window of "%s" disables the routes', async (window) => {
    const answer = await withEnv(
      { REPLAY_WINDOW_SECONDS: window },
      requestOf(await call.stand.prepare('POST', PURGE, call.body)),
    );
    expect([answer.status, await answer.json()]).toEqual([503, { ok: false, error: 'signing_disabled' }]);
  });

  it.each([undefined, '', '15 bytes, short'.slice(0, 15)])(
    'a shared secret %s disables v0',
    async (secret) => {
      const answer = await withEnv(
        { WP_PLUGIN_SHARED_SECRET: secret },
        requestOf(await v0({ secret: secret ?? '' })),
      );
      expect([answer.status, await answer.json()]).toEqual([503, { ok: false, error: 'signing_disabled' }]);
    },
  );

  it('a bootstrap secret that is unset disables registration', async () => {
    const headers = { Authorization: 'Bearer ' };
    const request = new Request(`${EDGE}/api/plugin/live/register`, { method: 'POST', headers, body: '{}' });
    expect((await withEnv({ EDGE_BOOTSTRAP_SECRET: undefined }, request)).status).toBe(503);
  });
});

describe('v0, the shared secret', () => {
  it('tells a valid caller that a route does not exist, and anybody else nothing', async () => {
    const good = await call.stand.send(requestOf(await v0({})));
    expect([good.status, errorOf(good)]).toEqual([404, 'not_found']);
    const bad = await call.stand.send(requestOf(await v0({ secret: 'another secret of 16 bytes' })));
    expect([bad.status, errorOf(bad)]).toEqual([401, 'signature_mismatch']);
  });

  it('counts under its second name while it is rotated', async () => {
    const next = 'the next shared secret';
    const request = requestOf(await v0({ secret: next }));
    expect((await withEnv({ WP_PLUGIN_SHARED_SECRET_NEXT: next }, request)).status).toBe(404);
  });

  it('is never accepted for the id of a registered site', async () => {
    const answer = await call.stand.send(requestOf(await v0({ pluginId: call.stand.siteId })));
    expect(errorOf(answer)).toBe('signature_mismatch');
  });

  it('needs the capability token on sandbox routes', async () => {
    const prepared = await v0({ path: '/plugin/wp/sandbox/nothing' });
    expect(errorOf(await call.stand.send(requestOf(prepared)))).toBe('missing_capability_token');
    prepared.headers['X-Capability-Token'] = 'wrong';
    expect(errorOf(await call.stand.send(requestOf(prepared)))).toBe('invalid_capability_token');
    prepared.headers['X-Capability-Token'] = call.stand.env.CAP_TOKEN_SANDBOX_WRITE ?? '';
    expect(errorOf(await call.stand.send(requestOf(prepared)))).toBe('not_found');
  });

  it('gives a route the body that was verified, and who signed it', async () => {
    const world = new TestWorld();
    const app = new Hono<App>();
    app.use(async (c, next) => {
      c.set('edge', createEdge(world));
      await next();
    });
    app.post('/plugin/wp/echo', signedV0OrV1, (c) => {
      const { siteId, pluginId, body: bytes } = c.get('signed');
      return c.json({ siteId, pluginId, body: new TextDecoder().decode(bytes) });
    });
    app.onError((error) =>
      failureResponse(error instanceof ApiFailure ? error : new ApiFailure('internal_error')),
    );
    const request = requestOf(await v0({ path: '/plugin/wp/echo' }));
    const answer = await app.fetch(request, testEnv(), createExecutionContext());
    expect(await answer.json()).toEqual({ siteId: null, pluginId: 'tester-1', body: '{"a":1}' });
  });
});

describe('all refused requests together', () => {
  it('have changed nothing', async () => {
    expect(await purgesOf(call.stand)).toBe(null);
  });
});
