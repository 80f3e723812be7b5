/** Many workers ask for work in one moment, at two isolates and over real HTTP: nothing is given away twice. */
import { SandboxClaimed, SandboxRequested } from '@dynamic-cache/contracts/sandbox';
import { bodyDigest, signV0 } from '@dynamic-cache/contracts/signature';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAPABILITY_TOKEN, type Isolates, SHARED_SECRET, startIsolates } from './runtime.ts';

const REQUESTS = 20;
const CLAIMS = 100;

let isolates: Isolates;
beforeAll(async () => {
  isolates = await startIsolates();
});
afterAll(() => isolates.stop());

interface Sent {
  status: number;
  text: string;
}

async function post(
  edge: string,
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Sent> {
  const text = JSON.stringify(body);
  const signed = {
    pluginId: 'plugin-of-the-race',
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: crypto.randomUUID(),
    method: 'POST',
    authority: new URL(edge).host,
    target: `/plugin/wp/sandbox/${path}`,
    contentType: 'application/json',
    bodyDigest: await bodyDigest(text),
  };
  const response = await fetch(edge + signed.target, {
    method: 'POST',
    body: text,
    headers: {
      'Content-Type': signed.contentType,
      'X-Plugin-Id': signed.pluginId,
      'X-Plugin-Timestamp': signed.timestamp,
      'X-Plugin-Nonce': signed.nonce,
      'X-Plugin-Signature': await signV0(SHARED_SECRET, signed),
      'X-Capability-Token': CAPABILITY_TOKEN,
      ...headers,
    },
  });
  return { status: response.status, text: await response.text() };
}

async function fillQueue(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const { text } = await post(isolates.a, 'request', { site_id: 'race', requested_by_agent: `agent-${i}` });
    ids.push(SandboxRequested.parse(JSON.parse(text)).request.id);
  }
  return ids;
}

const isolateOf = (turn: number) => (turn % 2 === 0 ? isolates.a : isolates.b);

describe('parallel claims', () => {
  it(`${CLAIMS} at once on ${REQUESTS} requests are exactly ${REQUESTS} different allocations`, async () => {
    const ids = await fillQueue(REQUESTS);
    const answers = await Promise.all(
      Array.from({ length: CLAIMS }, (_, i) => post(isolateOf(i), 'claim', { agent_id: `worker-${i}` })),
    );
    const claimed = answers
      .filter(({ status }) => status === 200)
      .map(({ text }) => SandboxClaimed.parse(JSON.parse(text)));
    const refused = answers.filter(({ status }) => status === 409).map(({ text }) => JSON.parse(text).error);
    expect(claimed.map(({ selected_request }) => selected_request.id).sort()).toEqual(ids.sort());
    expect(new Set(claimed.map(({ allocation }) => allocation.id)).size).toBe(REQUESTS);
    expect(refused).toEqual(Array.from({ length: CLAIMS - REQUESTS }, () => 'no_sandbox_request_available'));
  });

  it('the same claim sent 20 times at once takes one request', async () => {
    await fillQueue(3);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        post(isolateOf(i), 'claim', { agent_id: 'worker-1' }, { 'Idempotency-Key': 'claim-once' }),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const rest = [
      await post(isolates.a, 'claim', { agent_id: 'b' }),
      await post(isolates.a, 'claim', { agent_id: 'c' }),
    ];
    expect(rest.map(({ status }) => status)).toEqual([200, 200]);
    expect((await post(isolates.b, 'claim', { agent_id: 'd' })).status).toBe(409);
  });

  it('of one sandbox by many leave it to one', async () => {
    await fillQueue(10);
    const body = (i: number) => ({ agent_id: `worker-${i}`, sandbox_id: 'box-1' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => post(isolateOf(i), 'claim', body(i))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 409),
    ]);
  });
});
