import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { switchCacheOn } from '../stack/plugin-switch.ts';
import { freePort } from '../stack/ports.ts';
import { WordPressSession } from '../stack/wordpress-session.ts';

const URL = 'http://127.0.0.1:8787';
const EDGE = { url: URL, forgetSite: async () => {} };

type Plugin = {
  enabled: boolean;
  edge: { enabled: boolean; url: string | null };
  states: string[];
  refusal?: string;
};

/** The plugin's two routes as the contract has them; `states` are what it says of the edge, one after the other. */
async function siteWith(plugin: Plugin) {
  const changes: { ifMatch: string | undefined; body: unknown }[] = [];
  let state = plugin.states[0];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    response.setHeader('content-type', 'application/json');
    if (request.url?.endsWith('/status')) {
      state = plugin.states.shift() ?? state;
      response.end(
        JSON.stringify({
          ok: true,
          edge: { state, error: state === 'failed' ? 'no answer' : null, kid: 'k1' },
        }),
      );
      return;
    }
    if (request.method === 'PATCH') {
      if (plugin.refusal !== undefined) {
        const details = [{ path: 'edge.url', message: 'must be https' }];
        response.writeHead(400).end(JSON.stringify({ ok: false, error: plugin.refusal, details }));
        return;
      }
      changes.push({ ifMatch: request.headers['if-match']?.toString(), body: JSON.parse(body) });
    }
    const { enabled, edge } = plugin;
    response.end(JSON.stringify({ ok: true, revision: 'r1', settings: { enabled, edge } }));
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { session: new WordPressSession(`http://127.0.0.1:${port}`), changes };
}

const on = { enabled: true, edge: { enabled: true, url: URL } };
const off = { enabled: false, edge: { enabled: false, url: null } };

test('on the first start cache and edge are switched on, under the revision that was seen', async () => {
  const { session, changes } = await siteWith({ ...off, states: ['verifying', 'active'] });
  expect(await switchCacheOn(session, EDGE, () => {})).toBe('k1');
  expect(changes).toEqual([{ ifMatch: 'r1', body: on }]);
});

test('with everything set a later start only looks', async () => {
  const { session, changes } = await siteWith({ ...on, states: ['active'] });
  await switchCacheOn(session, EDGE, () => {});
  expect(changes).toEqual([]);
});

test('another edge port changes the address, and the Worker forgets the old registration first', async () => {
  const { session, changes } = await siteWith({ ...on, states: ['active'] });
  let changesBefore = -1;
  const forgetSite = async () => {
    changesBefore = changes.length;
  };
  await switchCacheOn(session, { url: 'http://127.0.0.1:9002', forgetSite }, () => {});
  expect(changesBefore).toBe(0);
  expect(changes).toEqual([
    { ifMatch: 'r1', body: { enabled: true, edge: { enabled: true, url: 'http://127.0.0.1:9002' } } },
  ]);
});

test('without an edge only the cache is switched on, and nothing waits for a registration', async () => {
  const { session, changes } = await siteWith({ ...off, states: ['off'] });
  await switchCacheOn(session, null, () => {});
  expect(changes).toEqual([{ ifMatch: 'r1', body: { enabled: true } }]);
});

test.each(['paused', 'failed'])(
  'a registration that is %s is made once more, as of a new site',
  async (state) => {
    const { session, changes } = await siteWith({ ...on, states: [state, 'verifying', 'active'] });
    let forgotten = 0;
    const edge = {
      ...EDGE,
      forgetSite: async () => {
        // The site has let go of the edge by then, and has not asked again.
        expect(changes).toHaveLength(1);
        forgotten++;
      },
    };
    await switchCacheOn(session, edge, () => {});
    expect(forgotten).toBe(1);
    expect(changes.map(({ body }) => body)).toEqual([{ edge: { enabled: false } }, on]);
  },
);

test('a registration that fails twice is an error with the plugin’s reason', async () => {
  const { session } = await siteWith({ ...off, states: ['verifying', 'failed'] });
  await expect(switchCacheOn(session, EDGE, () => {})).rejects.toThrow(
    /could not register .*failed.*no answer/,
  );
});

test('what WordPress answers instead is part of the error', async () => {
  const { session } = await siteWith({ ...off, states: ['strange'] });
  await expect(switchCacheOn(session, EDGE, () => {})).rejects.toThrow(/GET .*status answered 200/);
});

test('a change that the plugin refuses is an error with its word and the field', async () => {
  const { session } = await siteWith({ ...off, states: ['off'], refusal: 'invalid_settings' });
  await expect(switchCacheOn(session, EDGE, () => {})).rejects.toThrow(
    'PATCH /wp-json/dynamic-cache/v1/settings answered 400: invalid_settings, edge.url: must be https',
  );
});
