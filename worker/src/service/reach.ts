/** What the cache of the Worker's own data reaches during one request. */
import type { Bindings } from '../bindings.ts';
import type { GenerationStore } from '../ledger/generation-store.ts';
import { openLedger } from '../ledger/open.ts';
import type { Background, World } from '../world.ts';

export interface Reach {
  ledger: GenerationStore;
  /** Null: memory alone. */
  kv: KVNamespace | null;
  /** Raised by a deploy that changes what is stored; nothing of another version is read. */
  version: string;
  background: Background;
}

export function reachOf(env: Bindings, world: World, background: Background): Reach {
  const kv = env.CACHE_KV_ENABLED === 'false' ? null : (env.CACHE_KV ?? null);
  const version = env.CACHE_VERSION ?? '1';
  return { ledger: openLedger(env, world), kv, version, background };
}
