/** The outside world of a test: a clock that stands still, and a network in which only what a test answers exists. */
import type { World } from '../../src/world.ts';

export type Answerer = (request: Request) => Promise<Response>;

/** The time at which every test begins. */
export const BEGIN = 1_795_000_000;

const unanswered: string[] = [];

/** Requests that nobody answered since the last call; the setup fails a test that leaves one. */
export function takeUnanswered(): string[] {
  return unanswered.splice(0);
}

export class TestWorld implements World {
  readonly #hosts = new Map<string, Answerer>();
  hurry = 1;
  #milliseconds = BEGIN * 1000;
  #cache: Cache | null = null;

  now(): number {
    return this.#milliseconds;
  }

  /** Lets time pass. */
  pass(seconds: number): void {
    this.#milliseconds += seconds * 1000;
  }

  random(bytes: number): Uint8Array<ArrayBuffer> {
    return crypto.getRandomValues(new Uint8Array(bytes));
  }

  /** Waits really, but `hurry` times shorter. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((done) => setTimeout(done, milliseconds / this.hurry));
  }

  async fetch(request: Request): Promise<Response> {
    const answer = this.#hosts.get(new URL(request.url).host);
    if (answer === undefined) {
      unanswered.push(request.url);
      throw new Error(`unmocked fetch of ${request.url}`);
    }
    const response = await answer(request);
    const headers = new Headers(response.headers);
    // Cloudflare takes it out before a Worker sees the answer.
    headers.delete('Cache-Tag');
    return new Response(response.body, { status: response.status, headers });
  }

  cache(): Cache {
    return this.#cache ?? caches.default;
  }

  /** Puts a host on the network. */
  answer(host: string, answerer: Answerer): void {
    this.#hosts.set(host, answerer);
  }

  /** Another Cache API than the real one. */
  replaceCache(cache: Cache): void {
    this.#cache = cache;
  }
}
