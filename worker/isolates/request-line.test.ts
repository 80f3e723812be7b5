/**
 * Requests as no library would send them, byte by byte, to workerd itself: rows CP-20 to CP-29, CP-55 and CP-91. The theme
 * prints whatever reaches it. What is sent is refused, or answered with the page as it is; the clean visitor who comes
 * after it, on the same connection or another, reads the page as it was.
 */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Isolates, startIsolates } from './runtime.ts';
import { Site } from './site.ts';

const CANARY = 'canary31337';
const site = new Site();
let isolates: Isolates;
/** The page as a site shows it that nobody has attacked. */
let truth = '';

beforeAll(async () => {
  isolates = await startIsolates();
  await site.start(isolates.a, 5);
  site.prints = ({ method, url, rawHeaders }) => {
    const ours = /^(x-dynamic-cache-fill|cdn-loop|connection|accept-encoding)$/i;
    const shown = rawHeaders.filter((_, at) => !ours.test(rawHeaders[at - (at % 2)] ?? ''));
    return JSON.stringify([method, url, shown]);
  };
  truth = lastOf(await raw(CLEAN())).body;
  expect(truth).toContain('"GET","/page/"');
});

afterAll(async () => {
  await isolates.stop();
  await site.stop();
});

/** Everything that comes back until the other side closes, or has said nothing for a while. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(isolates.a);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let said = '';
    socket.setEncoding('latin1').on('data', (chunk) => {
      said += chunk;
    });
    socket.setTimeout(400, () => socket.destroy());
    socket.on('error', () => {});
    socket.on('close', () => resolve(said));
    socket.write(Buffer.from(text, 'latin1'));
  });
}

const CLEAN = () => `GET /page/ HTTP/1.1\r\nHost: ${site.host}\r\nConnection: close\r\n\r\n`;

/** The last response in what was said; how many there were. */
function lastOf(said: string): { status: number; body: string; isBypass: boolean; count: number } {
  const last = said.slice(said.lastIndexOf('HTTP/1.'));
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(last)?.[1] ?? 0);
  const body = /<html>.*<\/html>/s.exec(last)?.[0] ?? '';
  const isBypass = /^x-dynamic-cache: bypass;/im.test(last);
  return { status, body, isBypass, count: said.split('HTTP/1.1 ').length - 1 };
}

/** By name: the bytes of a request for the page, HOST standing for the site's own. */
const ATTACKS: [string, string][] = [
  ['CP-20: a foreign host', `GET /page/ HTTP/1.1\r\nHost: ${CANARY}.evil\r\n\r\n`],
  ['CP-20: a foreign host at the login', `GET /wp-admin/ HTTP/1.1\r\nHost: ${CANARY}.evil\r\n\r\n`],
  ['CP-21: another port', 'GET /page/ HTTP/1.1\r\nHost: 127.0.0.1:31337\r\n\r\n'],
  ['CP-21: no port after the colon', 'GET /page/ HTTP/1.1\r\nHost: 127.0.0.1:\r\n\r\n'],
  ['CP-21: a user before the port', 'GET /page/ HTTP/1.1\r\nHost: 127.0.0.1:@31337\r\n\r\n'],
  ['CP-21: a blank before the port', 'GET /page/ HTTP/1.1\r\nHost: HOST 31337\r\n\r\n'],
  ['CP-23: two hosts', `GET /page/ HTTP/1.1\r\nHost: HOST\r\nHost: ${CANARY}.evil\r\n\r\n`],
  [
    'CP-23: two hosts, the foreign one first',
    `GET /page/ HTTP/1.1\r\nHost: ${CANARY}.evil\r\nHost: HOST\r\n\r\n`,
  ],
  ['CP-23: the same host twice', 'GET /page/ HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n'],
  [
    'CP-23: a second host behind a blank',
    `GET /page/ HTTP/1.1\r\nHost: HOST\r\n Host: ${CANARY}.evil\r\n\r\n`,
  ],
  ['CP-24: no host', 'GET /page/ HTTP/1.1\r\n\r\n'],
  ['CP-24: HTTP/1.0', 'GET /page/ HTTP/1.0\r\n\r\n'],
  [
    'CP-25: another authority in the target',
    `GET http://${CANARY}.evil/page/ HTTP/1.1\r\nHost: HOST\r\n\r\n`,
  ],
  [
    'CP-25: the authority in the target, another host',
    `GET http://HOST/page/ HTTP/1.1\r\nHost: ${CANARY}.evil\r\n\r\n`,
  ],
  ['CP-27: a fragment', `GET /page/#/../?r=${CANARY} HTTP/1.1\r\nHost: HOST\r\n\r\n`],
  ['CP-28: a method in small letters', `get /page/ HTTP/1.1\r\nHost: HOST\r\nX-Any: ${CANARY}\r\n\r\n`],
  ['CP-28: a tab', 'GET\t/page/ HTTP/1.1\r\nHost: HOST\r\n\r\n'],
  ['CP-28: no method of HTTP', `FOO /page/ HTTP/1.1\r\nHost: HOST\r\nX-Any: ${CANARY}\r\n\r\n`],
  ['CP-55: a dot segment', 'GET /a/../page/ HTTP/1.1\r\nHost: HOST\r\n\r\n'],
  ['CP-55: a dot segment of one dot', 'GET /./page/ HTTP/1.1\r\nHost: HOST\r\n\r\n'],
  ['CP-91: a control character', `GET /page/ HTTP/1.1\r\nHost: HOST\r\nX-Any: ${CANARY}\x01\x07\r\n\r\n`],
  ['CP-91: DEL', `GET /page/ HTTP/1.1\r\nHost: HOST\r\nX-Any: ${CANARY}\x7f\r\n\r\n`],
  ['CP-91: NUL', `GET /page/ HTTP/1.1\r\nHost: HOST\r\nX-Any: ${CANARY}\x00\r\n\r\n`],
  ['CP-91: a folded line', `GET /page/ HTTP/1.1\r\nHost: HOST\r\nX-Any: a\r\n ${CANARY}\r\n\r\n`],
  ['CP-91: a name that is none', `GET /page/ HTTP/1.1\r\nHost: HOST\r\nIll\\egal: ${CANARY}\r\n\r\n`],
];

/** What makes two servers see the end of a request in two places. The page that is smuggled in is not the victim's. */
const SMUGGLED = `GET /smuggled/ HTTP/1.1\r\nHost: HOST\r\nX-Any: ${CANARY}\r\n\r\n`;
const length = (text: string) => String(text.replace('HOST', site.host).length);
const SMUGGLING: [string, () => string][] = [
  [
    'length and chunks',
    () => `Content-Length: ${length(SMUGGLED)}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ['two lengths', () => 'Content-Length: 0\r\nContent-Length: 5\r\n\r\n'],
  ['a blank before the colon', () => 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
  ['an unknown coding before chunks', () => 'Transfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n'],
];

describe('a request for the page', () => {
  it.each(ATTACKS)('%s: is refused or shown the page, and leaves it alone', async (_, bytes) => {
    for (let i = 0; i < 3; i++) {
      const { status, body, isBypass } = lastOf(await raw(bytes.replaceAll('HOST', site.host)));
      const isRefused = status >= 400 || status === 0;
      // What is none of the cache's business is WordPress' to answer, with what it was sent.
      const answer = isRefused ? 'refused' : isBypass ? 'bypassed' : body;
      expect(['refused', 'bypassed', truth]).toContain(answer);
      const clean = lastOf(await raw(CLEAN()));
      expect([clean.status, clean.body]).toEqual([200, truth]);
    }
  });
});

describe('CP-29 a request that ends in two places', () => {
  it.each(SMUGGLING)('by %s does not answer the next one', async (_, fields) => {
    const attack = `POST /page/ HTTP/1.1\r\nHost: ${site.host}\r\n${fields()}${SMUGGLED.replace('HOST', site.host)}`;
    const first = lastOf(await raw(attack + CLEAN()));
    // The connection is given up after the first answer, or its last answer is that to its last request.
    if (first.count > 1) expect(first.body).toBe(truth);
    else expect(first.body).not.toContain('smuggled');
    const clean = lastOf(await raw(CLEAN()));
    expect([clean.status, clean.body]).toEqual([200, truth]);
  });
});
