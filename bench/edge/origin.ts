/** A site with one page of 70 KB that answers registration and marks its page, for the Worker under test. */
import { createServer, type Server } from 'node:http';
import { deriveHmacKey, sha256Hex } from '@dynamic-cache/contracts/canonical';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { MARKER_HEADER, MARKER_INFO, signMarker, TAGS_HEADER } from '@dynamic-cache/contracts/marker';
import { challengeAnswer } from '@dynamic-cache/contracts/registration';

export const PAGE = new TextEncoder().encode(
  `<!doctype html><html><body>${'<p>All work and no cache makes a slow page.</p>'.repeat(1520)}</body></html>`,
);

export const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=UTF-8',
  ETag: '"page"',
  'X-Frame-Options': 'SAMEORIGIN',
};

export interface Origin {
  server: Server;
  host: string;
  /** Set once the site is registered. */
  site: { key: { kid: string; secret: string }; config: EdgeConfig; cacheKey: string } | null;
}

/** Listens on a free port of this machine. */
export async function startOrigin(bootstrapSecret: string): Promise<Origin> {
  const origin: Origin = { server: createServer(), host: '', site: null };
  origin.server.on('request', async (request, response) => {
    const id = /\/challenge\/([^/?]+)/.exec(request.url ?? '')?.[1];
    if (id !== undefined) {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ ok: true, answer: await challengeAnswer(bootstrapSecret, id) }));
      return;
    }
    response.writeHead(200, { ...PAGE_HEADERS, ...(await markOf(origin)) });
    response.end(PAGE);
  });
  await new Promise<void>((listening) => origin.server.listen(0, '127.0.0.1', listening));
  const address = origin.server.address();
  if (address === null || typeof address === 'string') throw new Error('the origin has no port');
  origin.host = `127.0.0.1:${address.port}`;
  return origin;
}

async function markOf({ site }: Origin): Promise<Record<string, string>> {
  if (site === null) return {};
  const { key, config, cacheKey } = site;
  const fields = {
    kid: key.kid,
    exp: String(Math.floor(Date.now() / 1000) + 3600),
    epoch: '0'.repeat(32),
    tok: '1',
    rev: config.revision,
    len: String(PAGE.byteLength),
    dig: await sha256Hex(PAGE),
  };
  const tags = Array.from({ length: 30 }, (_, i) => `post:${i}`)
    .concat('site')
    .join(',');
  const response = { key: cacheKey, status: 200, persona: '', tags };
  const marker = await signMarker(await deriveHmacKey(key.secret, MARKER_INFO), fields, response);
  return { [TAGS_HEADER]: tags, [MARKER_HEADER]: marker };
}
