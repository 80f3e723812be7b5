/**
 * The options by which the Worker looks after a site (contracts/src/cache-options.ts) have two authors. The rollout is one of
 * the site's settings, and is what each configuration says. The others are set by whoever runs the Worker, in a configuration
 * that names them: one that leaves them out, as those of the plugin do, leaves them as they are.
 */
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { z } from 'zod';

const Sent = z.looseObject({ cache: z.looseObject({}).optional() });

/** The message with the options that it leaves out; as it is where it has no form of a message. */
export function withKeptOptions(message: unknown, stored: EdgeConfig | null): unknown {
  const sent = Sent.safeParse(message).data;
  if (sent === undefined || stored === null) return message;
  const { rollout: _, ...kept } = stored.cache;
  return { ...sent, cache: { ...kept, ...sent.cache } };
}
