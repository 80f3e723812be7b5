/** The purge ledger's twin in memory, for tests: the same conditions hold for it as for the real ones. */
import { SOFT_SECONDS } from '../cache/verdict.ts';
import { unixTime, type World } from '../world.ts';
import { MARK_SECONDS } from './compaction-sql.ts';
import { newEpoch } from './epoch.ts';
import type {
  GenerationStore,
  LedgerDelta,
  LedgerState,
  Purge,
  PurgeOutcome,
  TagGeneration,
} from './generation-store.ts';
import { KEY_SECONDS } from './generation-store.ts';

interface SiteLedger extends LedgerState {
  former: string | null;
  /** Where the sequence stood at a time. */
  marks: { at: number; n: number }[];
  tags: Map<string, TagGeneration>;
}

interface Answered {
  site: string;
  kid: string;
  nonce: string;
  idempotencyKey: string;
  digest: string;
  at: number;
  epoch: string;
  seq: number;
}

export class InMemoryGenerationStore implements GenerationStore {
  readonly #world: World;
  #sites = new Map<string, SiteLedger>();
  #answered: Answered[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  async read(site: string, since: number, limit: number): Promise<LedgerDelta> {
    const ledger = this.#site(site);
    const newer = [...ledger.tags.values()]
      .filter(({ last }) => last > since)
      .sort((a, b) => b.last - a.last);
    const base = newer.length > limit ? (newer[limit]?.last ?? since) : since;
    return { ...stateOf(ledger), base, tags: structuredClone(newer.filter(({ last }) => last > base)) };
  }

  async lookUp(site: string, tags: readonly string[]): Promise<LedgerDelta> {
    const ledger = this.#site(site);
    const found = [...ledger.tags.values()].filter(({ tag }) => tags.includes(tag));
    return { ...stateOf(ledger), base: -1, tags: structuredClone(found) };
  }

  async purge(purge: Purge): Promise<PurgeOutcome> {
    const now = unixTime(this.#world);
    this.#answered = this.#answered.filter(({ at }) => at >= now - KEY_SECONDS);
    if (this.#answered.some(({ kid, nonce }) => kid === purge.kid && nonce === purge.nonce)) {
      return { outcome: 'replayed-nonce' };
    }
    const { site, kid, nonce, idempotencyKey, digest } = purge;
    const first = this.#answered.find((one) => one.site === site && one.idempotencyKey === idempotencyKey);
    const { epoch, seq } = first ?? this.#apply(purge, now);
    this.#answered.push({ site, kid, nonce, idempotencyKey, digest, at: now, epoch, seq });
    if (first !== undefined && first.digest !== digest) return { outcome: 'key-conflict' };
    return { outcome: 'done', epoch, seq };
  }

  async rotate(site: string, epoch: string): Promise<void> {
    const ledger = this.#site(site);
    if (ledger.epoch === epoch) Object.assign(ledger, { former: epoch, epoch: newEpoch(this.#world) });
  }

  async compact(site: string, bound: number): Promise<void> {
    const ledger = this.#site(site);
    const now = unixTime(this.#world);
    const isNoted = ledger.marks.some(({ at }) => at > now - MARK_SECONDS);
    if (!isNoted) ledger.marks.push({ at: now, n: ledger.seq });
    const past = ledger.marks.filter(({ at }) => at <= bound);
    ledger.floor = Math.max(ledger.floor, ...past.map(({ n }) => n));
    for (const { tag, last } of [...ledger.tags.values()]) if (last <= ledger.floor) ledger.tags.delete(tag);
    const newest = Math.max(...past.map(({ at }) => at));
    ledger.marks = ledger.marks.filter(({ at }) => at >= newest);
  }

  /** What a backup of it would be. */
  copy(): InMemoryGenerationStore {
    const copy = new InMemoryGenerationStore(this.#world);
    copy.#sites = structuredClone(this.#sites);
    copy.#answered = structuredClone(this.#answered);
    return copy;
  }

  async forget(site: string): Promise<void> {
    this.#sites.delete(site);
    this.#answered = this.#answered.filter((one) => one.site !== site);
  }

  #apply(purge: Purge, now: number): { epoch: string; seq: number } {
    const ledger = this.#site(purge.site);
    const { acked, origin } = purge;
    const behind =
      acked !== null &&
      (acked.epoch === ledger.epoch ? ledger.seq < acked.seq : acked.epoch !== ledger.former);
    if (behind) Object.assign(ledger, { former: ledger.epoch, epoch: newEpoch(this.#world) });
    ledger.seq += 1;
    if (origin !== null && (purge.tags.includes('site') || ledger.originEpoch === null)) {
      ledger.originEpoch = origin.epoch;
    }
    for (const tag of purge.tags) ledger.tags.set(tag, raised(ledger, tag, purge, now));
    return { epoch: ledger.epoch, seq: ledger.seq };
  }

  #site(site: string): SiteLedger {
    const known = this.#sites.get(site);
    if (known !== undefined) return known;
    const epoch = newEpoch(this.#world);
    const none = { originEpoch: null, former: null, marks: [], tags: new Map() };
    const ledger: SiteLedger = { seq: 0, floor: 0, epoch, ...none };
    this.#sites.set(site, ledger);
    return ledger;
  }
}

function stateOf({ seq, floor, epoch, originEpoch }: SiteLedger): LedgerState {
  return { seq, floor, epoch, originEpoch };
}

function raised(ledger: SiteLedger, tag: string, { soft, origin }: Purge, now: number): TagGeneration {
  const { seq } = ledger;
  const none: TagGeneration = {
    tag,
    hard: 0,
    soft: 0,
    softAt: 0,
    originSeq: null,
    originEpoch: null,
    last: 0,
  };
  const before = ledger.tags.get(tag) ?? none;
  const softPending = before.soft > before.hard && before.softAt + SOFT_SECONDS > now;
  const softOver = before.soft > before.hard && !softPending;
  const told = origin !== null && origin.epoch === ledger.originEpoch ? origin : null;
  const sameEpoch = told !== null && before.originEpoch === told.epoch;
  return {
    tag,
    hard: soft ? (softOver ? before.soft : before.hard) : seq,
    soft: soft ? seq : before.soft,
    softAt: soft && !softPending ? now : before.softAt,
    originSeq: told === null ? before.originSeq : Math.max(told.seq, sameEpoch ? (before.originSeq ?? 0) : 0),
    originEpoch: told?.epoch ?? before.originEpoch,
    last: seq,
  };
}
