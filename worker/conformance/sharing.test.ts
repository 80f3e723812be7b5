/** Many clients at once, purges, large bodies, two edges on one folder: general mode as a whole. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PurgeAccepted, type PurgeRequest } from '@dynamic-cache/contracts/purge';
import { bodyDigest, signV1 } from '@dynamic-cache/contracts/signature';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Received, send } from './client.ts';
import { type RunningEdge, SECRET, startEdge } from './running-edge.ts';

type Answerer = Parameters<typeof createServer>[1];
const CLIENTS = 200;
const paths = new Map<string, NonNullable<Answerer>>();
const asked = new Map<string, number>();
const origin: Server = createServer((request, response) => {
  const path = (request.url ?? '').split('?')[0] ?? '';
  asked.set(path, (asked.get(path) ?? 0) + 1);
  paths.get(path)?.(request, response);
});
const data = mkdtempSync(join(tmpdir(), 'dynamic-cache-edge-'));
let a: RunningEdge;
let b: RunningEdge;

beforeAll(async () => {
  await new Promise<void>((listening) => origin.listen(0, '127.0.0.1', listening));
  const address = origin.address();
  if (address === null || typeof address === 'string') throw new Error('the origin has no port');
  a = await startEdge(address.port, { data });
  b = await startEdge(address.port, { data });
});

afterAll(async () => {
  await b.stop();
  await a.stop();
  origin.closeAllConnections();
  origin.close();
  rmSync(data, { recursive: true, force: true });
});

const many = (path: string, clients = CLIENTS, edge = a) =>
  Promise.all(Array.from({ length: clients }, () => send({ port: edge.port, path })));
const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const statuses = (answers: (Received | null)[]) => [...new Set(answers.map((one) => one?.status ?? 'none'))];

/** Answers after a while with a body that can be shared. */
function slowly(path: string, milliseconds: number, body: () => string, status = 200): void {
  paths.set(path, async (_, response) => {
    const text = body();
    await sleep(milliseconds);
    response.writeHead(status, { 'Cache-Control': 'max-age=600', 'Surrogate-Key': 'page:1 list' });
    response.end(text);
  });
}

async function purge(what: Omit<PurgeRequest, 'site_id'>, edge = a): Promise<PurgeAccepted> {
  const body = JSON.stringify({ site_id: 'local', ...what });
  const signed = {
    pluginId: 'local',
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: crypto.randomUUID(),
    method: 'POST',
    authority: `127.0.0.1:${edge.port}`,
    target: '/api/cache/purge',
    contentType: 'application/json',
    bodyDigest: await bodyDigest(body),
  };
  const fields = {
    'Content-Type': signed.contentType,
    'X-Plugin-Id': signed.pluginId,
    'X-Plugin-Timestamp': signed.timestamp,
    'X-Plugin-Nonce': signed.nonce,
    'X-Plugin-Signature': await signV1(SECRET, 'local', 'plugin-to-worker', signed),
  };
  const answer = await send({ port: edge.port, path: signed.target, method: 'POST', fields, body });
  return PurgeAccepted.parse(JSON.parse(answer?.text ?? ''));
}

describe('many clients of one cold address', () => {
  it('R-20: cost one fetch, also when the origin is slow', async () => {
    slowly('/slow', 1500, () => 'slow');
    const answers = await many('/slow');
    expect(statuses(answers)).toEqual([200]);
    expect(asked.get('/slow')).toBe(1);
  });

  it('cost one more fetch across a purge, and see nothing that began before it', async () => {
    let version = 1;
    slowly('/purged', 800, () => `version ${version}`);
    const before = many('/purged', CLIENTS / 2);
    await sleep(300);
    version = 2;
    await purge({ tags: ['page:1'] });
    const answers = await many('/purged', CLIENTS / 2);
    expect(new Set(answers.map((one) => one?.text))).toEqual(new Set(['version 2']));
    expect(statuses(await before)).toEqual([200]);
    expect(asked.get('/purged')).toBe(2);
    expect((await send({ port: a.port, path: '/purged' }))?.text).toBe('version 2');
  });

  it('survive a leader whose fetch fails', async () => {
    let first = true;
    paths.set('/failing', async (request, response) => {
      const isFirst = first;
      first = false;
      await sleep(400);
      if (isFirst) return void request.socket.destroy();
      response.writeHead(200, { 'Cache-Control': 'max-age=600' }).end('good');
    });
    const answers = await many('/failing');
    expect(answers.filter((one) => one?.text === 'good')).toHaveLength(CLIENTS - 1);
    expect(asked.get('/failing')).toBe(2);
  });

  it('do not queue for an answer that cannot be shared', async () => {
    let running = 0;
    let most = 0;
    paths.set('/own', async (_, response) => {
      running += 1;
      most = Math.max(most, running);
      await sleep(300);
      running -= 1;
      response.writeHead(200, { 'Cache-Control': 'private' }).end('own');
    });
    expect(statuses(await many('/own', 40))).toEqual([200]);
    expect(asked.get('/own')).toBe(40);
    // One goes ahead; as soon as its answer is known not to be for all, everybody else goes at once.
    expect(most).toBe(39);
    most = 0;
    await many('/own', 40);
    // From then on nobody waits for anybody.
    expect(most).toBe(40);
  });
});

describe('a cookie that comes with a confirmation', () => {
  it('CP-75: is given to the one client whose request it answered', async () => {
    let cookies = 0;
    paths.set('/confirmed', async (request, response) => {
      const isConfirmed = request.headers['if-none-match'] === '"1"';
      if (isConfirmed) await sleep(300);
      cookies += 1;
      const own = isConfirmed ? { 'Set-Cookie': `visitor=${cookies}` } : { Age: '700' };
      response.writeHead(isConfirmed ? 304 : 200, {
        'Cache-Control': 'max-age=600',
        ETag: '"1"',
        ...own,
      });
      response.end(isConfirmed ? undefined : 'body');
    });
    await send({ port: a.port, path: '/confirmed' });
    const answers = await many('/confirmed', 20);
    const given = answers
      .map((one) => one?.fields.get('set-cookie'))
      .filter((cookie) => cookie !== undefined);
    expect(answers.map((one) => one?.text)).toEqual(Array(20).fill('body'));
    expect(new Set(given).size).toBe(given.length);
  });
});

describe('a purge', () => {
  it('by tag is seen by the edge that was asked at once, and by the other within its view', async () => {
    slowly('/shared', 0, () => 'shared');
    for (const edge of [a, b]) await send({ port: edge.port, path: '/shared' });
    await purge({ tags: ['list'] });
    const times = asked.get('/shared') ?? 0;
    await send({ port: a.port, path: '/shared' });
    expect(asked.get('/shared')).toBe(times + 1);
    await sleep(1200);
    const seen = async () => (await send({ port: b.port, path: '/shared' }))?.fields.get('x-dynamic-cache');
    await seen();
    expect(await seen()).toBe('hit; reason=fresh');
    expect(asked.get('/shared')).toBeLessThanOrEqual(times + 2);
  });

  it('by address takes that address alone', async () => {
    for (const path of ['/one', '/two']) slowly(path, 0, () => path);
    for (const path of ['/one', '/two']) await send({ port: a.port, path });
    await purge({ urls: [`http://127.0.0.1:${a.port}/one`] });
    for (const path of ['/one', '/two']) await send({ port: a.port, path });
    expect([asked.get('/one'), asked.get('/two')]).toEqual([2, 1]);
  });

  it('without the secret is refused', async () => {
    const answer = await send({ port: a.port, path: '/api/cache/purge', method: 'POST', body: '{}' });
    expect(answer?.status).toBe(401);
  });
});

describe('two edges on one folder', () => {
  it('have memories of their own and one ledger', async () => {
    slowly('/ledger', 0, () => 'ledger');
    const first = await purge({ tags: ['nothing'] }, a);
    const second = await purge({ tags: ['nothing'] }, b);
    expect([second.epoch, second.seq]).toEqual([first.epoch, first.seq + 1]);
  });

  it('give no third start a folder of another origin', async () => {
    await expect(startEdge(9, { data })).rejects.toThrow('--data');
  });
});

describe('a coded body', () => {
  it('is told apart by who accepts the coding, and comes out whole either way', async () => {
    paths.set('/coded', (request, response) => {
      const isAccepted = (request.headers['accept-encoding'] ?? '').includes('gzip');
      const coding = isAccepted ? { 'Content-Encoding': 'gzip' } : {};
      response.writeHead(200, {
        'Cache-Control': 'max-age=600',
        Vary: 'Accept-Encoding',
        ETag: '"1"',
        ...coding,
      });
      response.end(isAccepted ? gzipSync('plain text') : 'plain text');
    });
    const ask = (coding: string) =>
      fetch(`http://127.0.0.1:${a.port}/coded`, { headers: { 'Accept-Encoding': coding } });
    for (const coding of ['gzip', 'identity', 'gzip', 'identity']) {
      const answer = await ask(coding);
      expect(await answer.text()).toBe('plain text');
      expect(answer.headers.get('Content-Encoding')).toBe(coding === 'gzip' ? 'gzip' : null);
    }
    expect(asked.get('/coded')).toBe(2);
    const hit = await ask('gzip');
    // The coding was taken off and put on again, so the bytes are no longer those of the origin's strong tag.
    expect([hit.headers.get('ETag'), hit.headers.get('X-Dynamic-Cache')]).toEqual([
      'W/"1"',
      'hit; reason=fresh',
    ]);
    await hit.text();
  });
});

describe('bodies', () => {
  it('of a request stream through', async () => {
    paths.set('/upload', (request, response) => {
      let length = 0;
      request.on('data', (chunk: Buffer) => {
        length += chunk.length;
      });
      request.on('end', () => response.end(String(length)));
    });
    const answer = await send({
      port: a.port,
      path: '/upload',
      method: 'POST',
      body: 'x'.repeat(20_000_000),
    });
    expect(answer?.text).toBe('20000000');
  });

  it.each([
    ['announced', { 'Content-Length': String(12 * 1024 * 1024) }],
    ['not announced', {}],
  ])('that are too large to keep stream through, %s', async (name, fields) => {
    const path = `/large-${name.length}`;
    paths.set(path, (_, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=600', ...fields });
      response.end('x'.repeat(12 * 1024 * 1024));
    });
    for (const _ of [1, 2]) expect((await send({ port: a.port, path }))?.text.length).toBe(12 * 1024 * 1024);
    expect(asked.get(path)).toBe(2);
  });

  it('reach the client while the origin still sends', async () => {
    paths.set('/drip', async (_, response) => {
      response.writeHead(200, { 'Cache-Control': 'max-age=600' });
      response.write('first');
      await sleep(1500);
      response.end('last');
    });
    const began = await fetch(`http://127.0.0.1:${a.port}/drip`);
    const reader = began.body?.getReader();
    const chunk = await Promise.race([reader?.read(), sleep(1000).then(() => null)]);
    expect(new TextDecoder().decode(chunk?.value)).toBe('first');
    await reader?.cancel();
    await sleep(1000);
    // The client left; what it began is kept for the next one.
    expect((await send({ port: a.port, path: '/drip' }))?.text).toBe('firstlast');
    expect(asked.get('/drip')).toBe(1);
  });
});
