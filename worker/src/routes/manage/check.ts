/** One look at one part: what was found, and, when that is not well, why and what to do. */
import type { Check } from '@dynamic-cache/contracts/cache-api';
import type { World } from '../../world.ts';

/** How long a part may take to answer, in milliseconds. */
const LATE = 5000;

export interface Advice {
  cause: string;
  remedy: string;
}

export const fine = (check: string, finding: string): Check => ({
  check,
  status: 'ok',
  finding,
  cause: null,
  remedy: null,
});

export const warning = (check: string, finding: string, advice: Advice): Check => ({
  check,
  status: 'warning',
  finding,
  ...advice,
});

/** Asks a part, and waits for it so long and no longer. */
export async function probe(
  check: string,
  world: World,
  ask: () => Promise<unknown>,
  advice: Advice,
): Promise<Check> {
  const began = world.now();
  const late = world.sleep(LATE).then(() => 'no answer in five seconds');
  const asked = ask().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : 'failed').slice(0, 200),
  );
  const fault = await Promise.race([asked, late]);
  if (fault === null) return fine(check, `answered in ${world.now() - began} ms`);
  return { check, status: 'failed', finding: fault, ...advice };
}
