/** `GET /api/cache/keys`: what lies in this isolate's memory, in pages. */
import { type KeysAnswer, KeysQuery } from '@dynamic-cache/contracts/cache-api';
import type { Context } from 'hono';
import type { App } from '../../context.ts';
import { NO_STORE, ownSite, queryOf } from './signed-body.ts';

type Key = KeysAnswer['keys'][number];

export async function keys(c: Context<App>): Promise<Response> {
  const { of, prefix, limit, after } = queryOf(c, KeysQuery);
  const all = (of === 'pages' ? pagesOf(c) : dataOf(c))
    .filter(({ key }) => key.startsWith(prefix))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const rest = after === '' ? all : all.filter(({ key }) => key > after);
  const page = rest.slice(0, limit);
  const answer: KeysAnswer = {
    ok: true,
    of: 'isolate-memory',
    total: all.length,
    keys: page,
    next: rest.length > page.length ? (page.at(-1)?.key ?? null) : null,
  };
  return c.json(answer, 200, NO_STORE);
}

function pagesOf(c: Context<App>): Key[] {
  return c
    .get('edge')
    .memory.ofSite(ownSite(c))
    .map(({ key, tags, length, storedAt, expiresAt }) => ({
      key,
      tags: [...tags],
      bytes: length,
      stored_at: storedAt,
      expires_at: expiresAt,
    }));
}

function dataOf(c: Context<App>): Key[] {
  const own = c.get('edge').service.keys(ownSite(c));
  return own.map((key) => ({ key, tags: [], bytes: null, stored_at: null, expires_at: null }));
}
