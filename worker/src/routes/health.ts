/** `GET /api/cache/health`, the one cache route without a signature: a status and nothing else. */
import type { Context } from 'hono';
import type { App } from '../context.ts';

export async function health(c: Context<App>): Promise<Response> {
  return c.json({ ok: true, status: await status(c.env.CONTROL, c.env.LEDGER) }, 200, {
    'Cache-Control': 'no-store',
  });
}

/** `degraded`: pages are still served, but nothing can be told about, or to, the cache. */
async function status(...databases: D1Database[]): Promise<'healthy' | 'degraded'> {
  try {
    await Promise.all(databases.map((database) => database.prepare('SELECT 1').first()));
    return 'healthy';
  } catch {
    return 'degraded';
  }
}
