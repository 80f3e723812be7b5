/** `GET /api/cache/health`, the one cache route without a signature: a status and nothing else. */
import type { Context } from 'hono';
import type { Bindings } from '../bindings.ts';
import type { App } from '../context.ts';
import { ledgerDatabase } from '../ledger/open.ts';

export async function health(c: Context<App>): Promise<Response> {
  return c.json({ ok: true, status: await status(c.env) }, 200, {
    'Cache-Control': 'no-store',
  });
}

/** `degraded`: pages are still served, but nothing can be told about, or to, the cache. */
async function status(env: Bindings): Promise<'healthy' | 'degraded'> {
  try {
    const ask = 'SELECT 1 AS one';
    await Promise.all([
      env.CONTROL.prepare(ask).first(),
      ledgerDatabase(env).batch('health', [{ sql: ask, args: [] }]),
    ]);
    return 'healthy';
  } catch {
    return 'degraded';
  }
}
