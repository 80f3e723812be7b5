/** The Worker in general mode, before an origin that a test answers for. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { CONTRACT_VERSION, EdgeConfig } from '@dynamic-cache/contracts/config';
import { Rules } from '@dynamic-cache/contracts/rules';
import { createApp } from '../../src/app.ts';
import type { Bindings } from '../../src/bindings.ts';
import { testEnv } from './env.ts';
import { prepare, requestOf } from './signed-request.ts';
import { SwitchedD1 } from './switched-d1.ts';
import { type Answerer, TestWorld } from './world.ts';

const HOST = 'origin.test';
const EDGE = 'https://edge.test';

/** Of the site `local`. */
export const LOCAL_KEY = { kid: 'local', secret: 'secret-of-the-general-mode' };

export interface GatewayAnswer {
  status: number;
  text: string;
  said: string | null;
  headers: Headers;
}

/** What `answer` gives is the origin's; every request that reached it is in `requests`. */
export async function openGateway(answer: Answerer) {
  const world = new TestWorld();
  const requests: Request[] = [];
  world.answer(HOST, (request) => {
    requests.push(request);
    return answer(request);
  });
  const given = testEnv();
  const [control, ledger] = [new SwitchedD1(given.CONTROL), new SwitchedD1(given.LEDGER)];
  const env: Bindings = {
    ...given,
    CONTROL: control,
    LEDGER: ledger,
    MARKER: 'off',
    ORIGIN: `https://${HOST}`,
  };
  await register(given.CONTROL);
  const isolate = () => {
    const app = createApp(world);
    return async (request: Request): Promise<GatewayAnswer> => {
      const context = createExecutionContext();
      const response = await app.fetch(request, env, context);
      const text = await response.text();
      await waitOnExecutionContext(context);
      const { status, headers } = response;
      return { text, status, said: headers.get('X-Dynamic-Cache'), headers };
    };
  };
  const send = isolate();
  const visit = (path: string, init: RequestInit = {}) => send(new Request(EDGE + path, init));
  /** A call of the management API, signed for the site `local`. */
  const signed = async (method: string, path: string, body?: object) =>
    send(
      requestOf(
        await prepare({
          method,
          url: EDGE + path,
          body: body === undefined ? undefined : { site_id: 'local', ...body },
          now: Math.floor(world.now() / 1000),
          key: LOCAL_KEY,
        }),
      ),
    );
  return { world, control, ledger, requests, visit, signed, isolate };
}

async function register(control: D1Database): Promise<void> {
  const config = EdgeConfig.parse({
    site_id: 'local',
    contract: CONTRACT_VERSION,
    revision: '0'.repeat(16),
    origin: `https://${HOST}`,
    blog_id: 1,
    canonical: { scheme: 'https', host: HOST },
    aliases: [],
    enabled: true,
    paused_until: 0,
    strategy: 'edge-balanced',
    ttl: { page: 604_800, not_found: 0, grace: 0, browser: 0 },
    rules: Rules.parse({ query: {}, exclude: {}, variants: {} }),
    view_max: 5,
    strict: false,
    personas: [],
  });
  await control.batch([
    control
      .prepare(
        `INSERT INTO sites (id, site_url, name, capabilities, config, created_at) VALUES ('local', ?1, '', '[]', ?2, 0)
         ON CONFLICT DO NOTHING`,
      )
      .bind(`https://${HOST}`, JSON.stringify(config)),
    control
      .prepare(
        `INSERT INTO site_keys (kid, site_id, secret, created_at) VALUES (?1, 'local', ?2, 0) ON CONFLICT DO NOTHING`,
      )
      .bind(LOCAL_KEY.kid, LOCAL_KEY.secret),
  ]);
}
