/**
 * Header fields of hits as they went out last. Within a second they are the same for every plain visit, and to make them is
 * a good part of what a hit from memory costs.
 */
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import type { Sendable } from '../cache/entry.ts';

interface Ready {
  config: EdgeConfig;
  storedAt: number;
  expiresAt: number;
  second: number;
  headers: Headers;
}

export class ReadyHeaders {
  /** By the fields of the copy, so that they go when it does. */
  readonly #ready = new WeakMap<Sendable['headers'], Ready>();

  /** `second`: Unix time. Whoever gets them only reads them: `new Response()` takes a copy. */
  of(entry: Sendable, config: EdgeConfig, second: number, make: () => Record<string, string>): Headers {
    const { storedAt, expiresAt } = entry;
    const ready = this.#ready.get(entry.headers);
    const isSame =
      ready?.second === second &&
      ready.storedAt === storedAt &&
      ready.expiresAt === expiresAt &&
      ready.config === config;
    if (isSame) return ready.headers;
    const headers = new Headers(make());
    this.#ready.set(entry.headers, { config, storedAt, expiresAt, second, headers });
    return headers;
  }
}
