import type { Context } from 'hono';
import type { App } from '../context.ts';
import type { Background } from '../world.ts';

/** What goes on behind the answer of a control route. */
export function behind(c: Context<App>): Background {
  return (task) => c.executionCtx.waitUntil(task);
}
