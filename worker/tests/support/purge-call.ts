/** A valid purge, for tests that change it before it is sent: a refused request must change nothing. */
import { type Prepared, requestOf, type Signing } from './signed-request.ts';
import { type Answer, openStand, type Stand } from './stand.ts';

export const PURGE = '/api/cache/purge';

export class PurgeCall {
  readonly stand: Stand;
  /** Another registered site of the same Worker. */
  readonly other: Stand;

  constructor(stand: Stand, other: Stand) {
    this.stand = stand;
    this.other = other;
  }

  static async open(): Promise<PurgeCall> {
    return new PurgeCall(await openStand(), await openStand());
  }

  get body() {
    return { site_id: this.stand.siteId, tags: ['post:12'] };
  }

  async tampered(change: (prepared: Prepared) => void, more: Partial<Signing> = {}): Promise<Answer> {
    const prepared = await this.stand.prepare('POST', PURGE, this.body, more);
    change(prepared);
    return this.stand.send(requestOf(prepared));
  }
}

/** How many purges a site's ledger has seen; null when it has none. */
export function purgesOf({ env, siteId }: Stand): Promise<number | null> {
  return env.LEDGER.prepare('SELECT n FROM seq WHERE site = ?1').bind(siteId).first('n');
}
