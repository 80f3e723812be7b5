/** Proof that the caller of `register` controls the site: the Worker reads an answer from it that only it can give. */
import { Challenge, challengeAnswer } from '@dynamic-cache/contracts/registration';
import { withLoopGuard } from '../cache/loop-guard.ts';
import { equalSecrets } from '../middleware/equal.ts';
import { readBounded } from '../middleware/raw-body.ts';
import { withPassword } from '../tiers/password.ts';
import type { World } from '../world.ts';

/** Milliseconds before each round: a site may be asked before it has kept the id that it was told a moment ago. */
const PAUSES = [0, 1000, 3000];

/** Milliseconds for each of the two addresses. */
const TIMEOUT = 10_000;

/** The answer has about 90 bytes; a site that sends more is not ours. */
const LARGEST_ANSWER = 4096;

export type ChallengeOutcome =
  | 'proven'
  | 'challenge_unreachable'
  | 'challenge_not_found'
  /** The web server asks for a password before WordPress can answer. */
  | 'challenge_locked'
  | 'challenge_wrong_answer';

export interface ChallengedSite {
  id: string;
  /** Home URL without trailing slash. */
  url: string;
  /** `user:password` for its web server. */
  basicAuth: string | undefined;
}

/** Reads the site's answer; asks again while the site says that it knows of no such challenge. */
export async function challenge(
  world: World,
  site: ChallengedSite,
  secret: string,
): Promise<ChallengeOutcome> {
  let outcome: ChallengeOutcome = 'challenge_not_found';
  for (const pause of PAUSES) {
    if (pause > 0) await world.sleep(pause);
    outcome = await round(world, site, secret);
    if (outcome !== 'challenge_not_found') return outcome;
  }
  return outcome;
}

/** Tries the pretty address, then the one that works without rewrite rules. */
async function round(world: World, site: ChallengedSite, secret: string): Promise<ChallengeOutcome> {
  const { id, url, basicAuth } = site;
  const route = `/dynamic-cache/v1/challenge/${id}`;
  const addresses = [`${url}/wp-json${route}`, `${url}/?rest_route=${encodeURIComponent(route)}`];
  const expected = await challengeAnswer(secret, id);
  let outcome: ChallengeOutcome = 'challenge_not_found';
  for (const address of addresses) {
    const answer = await ask(world, address, basicAuth);
    if (answer.found && (await equalSecrets(answer.text, expected))) return 'proven';
    if (answer.found) return 'challenge_wrong_answer';
    outcome = answer.why;
  }
  return outcome;
}

type Answer =
  | { found: true; text: string }
  | { found: false; why: 'challenge_unreachable' | 'challenge_not_found' | 'challenge_locked' };

async function ask(world: World, address: string, basicAuth: string | undefined): Promise<Answer> {
  try {
    const headers = withPassword(withLoopGuard(new Headers({ Accept: 'application/json' })), basicAuth);
    // A redirect is not followed: it could lead to somebody else's answer.
    const init = { headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) } as const;
    const response = await world.fetch(new Request(address, init));
    if (response.status !== 200) {
      await response.body?.cancel();
      if (response.status === 401) return { found: false, why: 'challenge_locked' };
      return { found: false, why: 'challenge_not_found' };
    }
    const body = await readBounded(response.body, LARGEST_ANSWER, () => new Error('answer too large'));
    const parsed = Challenge.safeParse(parse(new TextDecoder().decode(body)));
    return parsed.success
      ? { found: true, text: parsed.data.answer }
      : { found: false, why: 'challenge_not_found' };
  } catch {
    return { found: false, why: 'challenge_unreachable' };
  }
}

/** What is no JSON is no answer: a theme's page, a maintenance note. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
