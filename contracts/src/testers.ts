/** `/api/plugin/testers`: keys for testers of one site, who may use its sandbox and report load tests, and no more. */
import { z } from 'zod';
import { SiteId } from './config.ts';
import { someText } from './free-text.ts';
import { Secret } from './registration.ts';

export const TesterId = z.string().regex(/^tester-[0-9a-f]{16}$/);

/** Times are Unix seconds. */
export const Tester = z.strictObject({
  plugin_id: TesterId,
  name: z.string(),
  created_at: z.int(),
  revoked_at: z.int().nullable(),
});
export type Tester = z.infer<typeof Tester>;

export const TesterInvite = z.strictObject({ site_id: SiteId, name: someText(80) });
export type TesterInvite = z.infer<typeof TesterInvite>;

/** Told once. The secret signs (v0); the capability token opens the sandbox to this tester alone. */
export const TesterInvited = z.strictObject({
  ok: z.literal(true),
  tester: Tester,
  secret: Secret,
  capability_token: Secret,
});
export type TesterInvited = z.infer<typeof TesterInvited>;

export const TesterRevoke = z.strictObject({ site_id: SiteId, plugin_id: TesterId });
export type TesterRevoke = z.infer<typeof TesterRevoke>;

export const TesterRevoked = z.strictObject({ ok: z.literal(true), tester: Tester });
export const TestersListed = z.strictObject({ ok: z.literal(true), testers: z.array(Tester) });
