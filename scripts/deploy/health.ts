import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const Health = z.object({ ok: z.literal(true), status: z.enum(['healthy', 'degraded']) });

/** What the new Worker says of itself; a sentence for each way in which it does not answer as it should. */
export type Answer = { kind: 'healthy' } | { kind: 'unwell'; sentence: string };

/** How often it is asked, and the milliseconds in between: a new address needs a while until it is known everywhere. */
export type Patience = { tries: number; pause: number };

/** Asks a Worker that was just deployed how it is. */
export async function askHealth(
  url: string,
  fetcher: typeof fetch,
  { tries, pause }: Patience,
): Promise<Answer> {
  let sentence = '';
  for (let left = tries; left > 0; left -= 1) {
    sentence = await ask(new URL('/api/cache/health', url), fetcher);
    if (sentence === '') return { kind: 'healthy' };
    if (left > 1) await sleep(pause);
  }
  return { kind: 'unwell', sentence };
}

async function ask(url: URL, fetcher: typeof fetch): Promise<string> {
  try {
    const response = await fetcher(url, { signal: AbortSignal.timeout(5000) });
    const parsed = Health.safeParse(await response.json().catch(() => null));
    if (!parsed.success) return `${url.href} answered ${response.status} and not what this Worker would say.`;
    const isHealthy = parsed.data.status === 'healthy';
    return isHealthy
      ? ''
      : 'The Worker answers, but cannot read its databases: are both bound, and their tables there?';
  } catch (thrown) {
    return `${url.href} cannot be reached: ${thrown instanceof Error ? thrown.message : String(thrown)}.`;
  }
}
