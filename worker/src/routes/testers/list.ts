/** `GET /api/plugin/testers`: who was invited, and whose key has ended. No secret is told again. */
import type { TestersListed } from '@dynamic-cache/contracts/testers';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { App } from '../../context.ts';
import { TesterKeys } from '../../sites/tester-keys.ts';
import { NO_STORE, ownSite } from '../manage/signed-body.ts';

export async function listTesters(c: Context<App>): Promise<Response> {
  const testers = await new TesterKeys(c.env.CONTROL).ofSite(ownSite(c));
  const answer: z.infer<typeof TestersListed> = { ok: true, testers };
  return c.json(answer, 200, NO_STORE);
}
