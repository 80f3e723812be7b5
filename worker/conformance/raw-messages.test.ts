/** Messages that no HTTP library would send, byte for byte on a socket: what the edge takes from them, and what goes on. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from './client.ts';
import { type RunningEdge, startEdge } from './running-edge.ts';

const FRESH = 'Cache-Control: max-age=100';
/** What each path answers, without the line breaks of its head. `end`: the connection ends behind it. */
const answers = new Map<string, { head: string[]; body: string; end?: boolean }>([
  ['/undated', { head: ['200 OK', FRESH, 'Content-Length: 2'], body: 'hi' }],
  ['/undated-own', { head: ['200 OK', 'Cache-Control: private', 'Content-Length: 2'], body: 'hi' }],
  ['/dated', { head: ['200 OK', 'Date: Sun, 22 Nov 2026 00:00:00 GMT', 'Content-Length: 2'], body: 'hi' }],
  ['/posted', { head: ['200 OK', FRESH, 'Content-Location: /posted', 'Content-Length: 6'], body: 'posted' }],
  [
    '/nominated',
    { head: ['200 OK', FRESH, 'Connection: X-Own', 'X-Own: 1', 'X-All: 2', 'Content-Length: 2'], body: 'hi' },
  ],
  [
    '/trailer',
    {
      head: ['200 OK', FRESH, 'Transfer-Encoding: chunked', 'Trailer: X-Late'],
      body: '2\r\nhi\r\n0\r\nX-Late: 1\r\n\r\n',
    },
  ],
  ['/longer', { head: ['200 OK', FRESH, 'Content-Length: 2'], body: 'hi and more', end: true }],
  ['/shorter', { head: ['200 OK', FRESH, 'Content-Length: 9'], body: 'hi', end: true }],
  ['/two-lengths', { head: ['200 OK', FRESH, 'Content-Length: 2', 'Content-Length: 3'], body: 'hi' }],
  ['/garbage', { head: ['nothing of HTTP'], body: '', end: true }],
  ['/phrase', { head: ['200 Whatever It Is', 'X-Odd: \t a ', 'X-None:', 'Content-Length: 2'], body: 'hi' }],
  [
    '/behind',
    {
      head: ['200 OK', FRESH, 'Age: 7', 'Via: 1.1 inner', 'Cache-Status: Inner; hit', 'Content-Length: 2'],
      body: 'hi',
    },
  ],
]);
const asked: string[] = [];

function serve(socket: Socket): void {
  let said = '';
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    said += bytes.toString('latin1');
    for (let end = said.indexOf('\r\n\r\n'); end >= 0; end = said.indexOf('\r\n\r\n')) {
      const [, path = ''] = said.slice(0, end).split(' ');
      said = said.slice(end + 4);
      asked.push(path);
      const answer = answers.get(path) ?? {
        head: ['200 OK', FRESH, `Content-Length: ${path.length}`],
        body: path,
      };
      socket.write(`HTTP/1.1 ${answer.head.join('\r\n')}\r\n\r\n${answer.body}`, 'latin1');
      if (answer.end === true) socket.end();
    }
  });
}

const origin: Server = createServer(serve);
let edge: RunningEdge;

beforeAll(async () => {
  await new Promise<void>((listening) => origin.listen(0, '127.0.0.1', listening));
  const address = origin.address();
  if (address === null || typeof address === 'string') throw new Error('the origin has no port');
  edge = await startEdge(address.port);
});

afterAll(async () => {
  await edge.stop();
  origin.close();
});

const get = (path: string) => send({ port: edge.port, path });
const times = (path: string) => asked.filter((one) => one === path).length;

describe('a response without a Date', () => {
  it.each(['/undated', '/undated-own'])('%s is passed on with the moment of its arrival', async (path) => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const date = Date.parse((await get(path))?.fields.get('date') ?? '');
    expect(date).toBeGreaterThanOrEqual(before);
    expect(date).toBeLessThanOrEqual(Date.now());
  });

  it('that has one keeps it', async () => {
    expect((await get('/dated'))?.fields.get('date')).toBe('Sun, 22 Nov 2026 00:00:00 GMT');
  });
});

describe('fields', () => {
  it('CP-13: that Connection names are of one connection, and neither passed on nor stored', async () => {
    for (const _ of ['miss', 'hit']) {
      const answer = await get('/nominated');
      expect([answer?.fields.get('x-own'), answer?.fields.get('x-all')]).toEqual([undefined, '2']);
    }
    expect(times('/nominated')).toBe(1);
  });

  it('of a trailer are no fields of the head, now or later', async () => {
    for (const _ of ['miss', 'hit']) {
      const answer = await get('/trailer');
      expect([answer?.text, answer?.fields.get('x-late')]).toEqual(['hi', undefined]);
    }
    expect(times('/trailer')).toBe(1);
  });

  it('of caches behind this one stay, and ours stands behind them', async () => {
    await get('/behind');
    const answer = await get('/behind');
    expect(answer?.fields.get('via')).toBe('1.1 inner');
    expect(answer?.fields.get('cache-status')).toMatch(/^Inner; hit, dynamic-cache-edge; hit; ttl=9[0-3]; /);
    expect(Number(answer?.fields.get('age'))).toBeGreaterThanOrEqual(7);
  });

  it('are passed on however odd', async () => {
    const answer = await get('/phrase');
    expect([answer?.fields.get('x-odd'), answer?.fields.get('x-none')]).toEqual(['a', '']);
  });
});

it('the answer to a POST that says that it is its address, and for how long, is for GET', async () => {
  await send({ port: edge.port, path: '/posted', method: 'POST', body: 'x' });
  const answer = await get('/posted');
  expect([answer?.text, answer?.fields.get('x-dynamic-cache')]).toEqual(['posted', 'hit; reason=fresh']);
  expect(times('/posted')).toBe(1);
});

describe('R-11: a body', () => {
  it('that goes on behind its announced length ends there', async () => {
    for (const _ of ['miss', 'hit']) expect((await get('/longer'))?.text).toBe('hi');
    expect(times('/longer')).toBe(1);
  });

  it('that ends before its announced length is no whole one for the client, and not kept', async () => {
    for (const _ of [1, 2]) expect(await get('/shorter')).toBe(null);
    expect(times('/shorter')).toBe(2);
  });

  it.each(['/two-lengths', '/garbage'])('%s that cannot be told apart is an error', async (path) => {
    expect((await get(path))?.status).toBe(502);
  });
});

it('many requests on one connection are answered in their order', async () => {
  const { connect } = await import('node:net');
  const paths = Array.from({ length: 30 }, (_, i) => `/${crypto.randomUUID()}-${i}`);
  const text = await new Promise<string>((resolve, reject) => {
    let said = '';
    const socket = connect(edge.port, '127.0.0.1');
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      said += bytes.toString();
    });
    socket.on('close', () => resolve(said));
    const requests = paths.map((path, at) =>
      [`GET ${path} HTTP/1.1`, 'Host: a.test', ...(at === 29 ? ['Connection: close'] : []), '', ''].join(
        '\r\n',
      ),
    );
    socket.write(requests.join(''));
  });
  const found = [...text.matchAll(/\r\n\r\n(\/[\w-]+)/g)].map(([, path]) => path);
  expect(found.map((path) => path?.replace(/HTTP$/, ''))).toEqual(paths);
});
