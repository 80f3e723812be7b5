/**
 * WordPress as the probe of a measurement asks it: each fetch is itself a probe, signed anew, so that WordPress answers out
 * of the space of the run; what its answers prove and measure is kept for the answer to the site.
 */
import { type HmacKey, toHex } from '@dynamic-cache/contracts/canonical';
import type { EdgeProbe } from '@dynamic-cache/contracts/edge-probe';
import {
  PROBE_HEADER,
  PROBED_HEADER,
  type Probed,
  parseProbed,
  signProbe,
  verifyProbed,
} from '@dynamic-cache/contracts/probe';
import { splitUrl } from '../middleware/signature-headers.ts';
import { unixTime, type World } from '../world.ts';

type Figures = Pick<Probed, 'wall' | 'cpu' | 'queries'>;

const NOT_ASKED: Figures = { wall: '0', cpu: '0', queries: '-' };

export class ProbedOrigin {
  readonly #world: World;
  readonly #key: HmacKey;
  readonly #probe: EdgeProbe;
  #figures = NOT_ASKED;
  #isProven = true;

  constructor(world: World, key: HmacKey, probe: EdgeProbe) {
    this.#world = world;
    this.#key = key;
    this.#probe = probe;
  }

  /** The same world with this origin in it. */
  world(): World {
    const world = this.#world;
    return {
      now: () => world.now(),
      random: (bytes) => world.random(bytes),
      sleep: (milliseconds) => world.sleep(milliseconds),
      cache: () => world.cache(),
      fetch: (request) => this.#fetch(request),
    };
  }

  /** What its last answer measured; zeros where it was not asked. */
  get figures(): Figures {
    return this.#figures;
  }

  /** Whether every answer came from the engine of the site, as the answer to a probe. */
  get isProven(): boolean {
    return this.#isProven;
  }

  async #fetch(request: Request): Promise<Response> {
    const nonce = toHex(this.#world.random(16));
    const { authority, target } = splitUrl(request.url);
    const { run, space } = this.#probe;
    const fields = { run, space, ts: String(unixTime(this.#world)), nonce };
    const headers = new Headers(request.headers);
    headers.set(PROBE_HEADER, await signProbe(this.#key, fields, { host: authority, target }));
    const answer = await this.#world.fetch(new Request(request, { headers }));
    const said = parseProbed(answer.headers.get(PROBED_HEADER) ?? '');
    if (said === null || !(await verifyProbed(this.#key, said, nonce))) this.#isProven = false;
    else this.#figures = said;
    const response = new Response(answer.body, answer);
    // Of this one fetch: a page that is kept must not say it again.
    response.headers.delete(PROBED_HEADER);
    return response;
  }
}
