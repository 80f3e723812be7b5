/** The bindings of a test, as the runtime gives them. */
import { env } from 'cloudflare:workers';
import type { Bindings } from '../../src/bindings.ts';

interface Migration {
  name: string;
  queries: string[];
}

interface TestBindings extends Bindings {
  CONTROL_MIGRATIONS: Migration[];
  LEDGER_MIGRATIONS: Migration[];
  RACE_RUNS: string;
  MODEL_RUNS: string;
}

declare global {
  namespace Cloudflare {
    interface Env extends TestBindings {}
  }
}

/** A copy, so that one test's settings are not another's. KV is off: only its own tests wait for its late writes. */
export function testEnv(changes: Partial<Bindings> = {}): TestBindings {
  return { ...env, CACHE_KV_ENABLED: 'false', ...changes };
}
