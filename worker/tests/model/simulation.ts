/**
 * A site at the edge, simulated: isolates in two colos, tiers, a ledger and an origin, and time that passes only between
 * events. Views, tiers in their order, verdicts and look-ups are those of the Worker; the fill is its order of events
 * without bytes. Every page that is shown is held against the promise.
 */
import type { Entry } from '../../src/cache/entry.ts';
import { NOTHING_ALLOWED } from '../../src/cache/entry.ts';
import { createEdge, type Edge } from '../../src/edge.ts';
import type { InMemoryGenerationStore } from '../../src/ledger/in-memory.ts';
import { InMemoryViewShelf } from '../../src/ledger/in-memory-shelf.ts';
import { LedgerViews } from '../../src/ledger/views.ts';
import { currentView, findStored, judgeNow, type Page } from '../../src/serve/stored.ts';
import { testEnv } from '../support/env.ts';
import { defaultConfig } from '../support/stand.ts';
import { Clockwork } from './clockwork.ts';
import { DistantLedger } from './ledger.ts';
import { ColoShelf } from './shelf.ts';
import { ColoTier, LaggingTier } from './tiers.ts';
import { Truth } from './truth.ts';

/** One rule of the design that a simulation breaks on purpose. */
export type Broken =
  | 'nothing'
  | 'token-after-fetch'
  | 'age-from-arrival'
  | 'two-reads'
  | 'look-up-without-floor'
  | 'restore-unnoticed'
  | 'shared-dated-by-arrival'
  | 'shared-after-a-known-purge';

const SITE = 's';
const CONFIG = defaultConfig(SITE, 'model.test');
const DAY = 86_400;
/** Nothing that was stored longer ago is alive, as far as the ledger knows: pages of an origin that promises more exist. */
const LONGEST_LIFE = DAY;

interface Isolate {
  edge: Edge;
  colo: number;
}

export class Simulation {
  readonly clock: Clockwork;
  readonly truth: Truth;
  readonly ledger: DistantLedger;
  hits = 0;
  readonly #broken: Broken;
  readonly #isolates: Isolate[];
  readonly #colos: ColoTier[];
  readonly #shelves: ColoShelf[];
  readonly #kv: LaggingTier[];
  #purges = 0;
  #outbox: Promise<void> = Promise.resolve();
  #acked: { epoch: string; seq: number } | null = null;
  #backup: InMemoryGenerationStore | null = null;

  constructor(seed: number, broken: Broken) {
    this.clock = new Clockwork(seed);
    this.#broken = broken;
    this.truth = new Truth(this.clock);
    this.ledger = new DistantLedger(this.clock, broken);
    this.#shelves = [0, 1].map(() => new ColoShelf(this.clock, broken));
    this.#isolates = [0, 0, 1, 1].map((colo) => ({ edge: this.#edge(colo), colo }));
    const everywhere = new Map<string, Entry>();
    this.#colos = [0, 1].map(() => new ColoTier(this.clock));
    this.#kv = [0, 1].map(() => new LaggingTier(this.clock, everywhere));
  }

  /** Readings of the ledger that isolates have found with others. */
  get shared(): number {
    return this.#shelves.reduce((sum, { found }) => sum + found, 0);
  }

  get isolates(): number {
    return this.#isolates.length;
  }

  /** A visit of a page, from its arrival to its answer. */
  async visit(which: number, path: string): Promise<void> {
    const began = this.clock.now();
    const page = this.#page(which, path);
    if ((await currentView(page)).state !== 'known') return;
    const stored = await findStored(page);
    if (stored.copy === null) return this.#fill(page);
    this.hits += 1;
    const version = versionOf(stored.copy);
    this.truth.shown({ path, version, by: page.visit.edge }, began, this.ledger.awayAt);
  }

  /** The page changes at the origin, which says so until it is heard, by an isolate that knows of it from then on. */
  async edit(path: string, soft: boolean, which: number): Promise<void> {
    this.truth.change(path);
    const tag = this.clock.pick([path, path, `url:${path}`, 'site']);
    const changed = tag === 'site' ? this.truth.current() : [[path, this.truth.version(path)] as const];
    await this.#purge([tag], soft);
    const by = this.#purgedAt(which);
    for (const [name, version] of changed) this.truth.purged(name, version, { soft, by });
  }

  /** An isolate ends, and another begins in its place. */
  restart(which: number): void {
    const isolate = this.#isolates[which];
    if (isolate !== undefined) isolate.edge = this.#edge(isolate.colo);
  }

  compact(): Promise<void> {
    const now = Math.floor(this.clock.now() / 1000);
    return this.ledger.compact(SITE, now - LONGEST_LIFE).catch(() => {});
  }

  backUp(): void {
    this.#backup = this.ledger.backup();
  }

  /** The ledger as it was, and the site, which notices by what it was told. */
  async restore(): Promise<void> {
    if (this.#backup === null) return;
    this.ledger.restore(this.#backup);
    this.truth.restores += 1;
    // What was answered before the restore and is still on its way arrives first.
    await this.clock.sleep(1000);
    await this.#purge(['other'], false);
    this.truth.restores -= 1;
    this.truth.forgiveUntilNow();
  }

  /** One after the other, as a site's outbox sends them. */
  #purge(tags: string[], soft: boolean): Promise<void> {
    this.#outbox = this.#outbox.then(() => this.#send(tags, soft));
    return this.#outbox;
  }

  async #send(tags: string[], soft: boolean): Promise<void> {
    for (;;) {
      this.#purges += 1;
      const name = `purge-${this.#purges}`;
      const ids = { nonce: name, idempotencyKey: name, digest: name, claim: name };
      const request = { site: SITE, kid: 'k', ...ids, tags, soft, origin: null, acked: this.#acked };
      const outcome = await this.ledger.purge(request).catch(() => null);
      if (outcome?.outcome === 'done') {
        const { epoch, seq } = outcome;
        this.#acked = { epoch, seq };
        return;
      }
      await this.clock.sleep(1000);
    }
  }

  /** The isolate through which a purge went. */
  #purgedAt(which: number): Edge | null {
    const isolate = this.#isolates[which];
    if (isolate === undefined) return null;
    // One that forgets what it knows, and that it knows better than others, believes whatever they have shared.
    if (this.#broken === 'shared-after-a-known-purge')
      isolate.edge.views = new LedgerViews(this.clock, this.#shelfOf(isolate.colo));
    else isolate.edge.views.purged(SITE, () => {});
    return isolate.edge;
  }

  #edge(colo: number): Edge {
    return { ...createEdge(this.clock), views: new LedgerViews(this.clock, this.#shelfOf(colo)) };
  }

  #shelfOf(colo: number): ColoShelf | InMemoryViewShelf {
    return this.#shelves[colo] ?? new InMemoryViewShelf(this.clock);
  }

  async #fill(page: Page): Promise<void> {
    const { path } = page.wanted;
    const before = await currentView(page);
    if (before.state !== 'known') return;
    const version = this.truth.version(path);
    await this.clock.sleep(this.clock.pick([20, 300, 2000, 9000]));
    const position = this.#broken === 'token-after-fetch' ? await currentView(page) : before;
    if (position.state !== 'known') return;
    const { seq, epoch } = position.value;
    const entry = entryOf(path, version, {
      fillSeq: seq,
      epoch,
      storedAt: Math.floor(this.clock.now() / 1000),
    });
    const { verdict } = await judgeNow(page, entry);
    if (verdict.use !== 'fresh') return;
    for (const tier of page.tiers) void tier.keep(entry);
  }

  #page(which: number, path: string): Page {
    const { edge, colo } = this.#isolates[which] ?? { edge: this.#edge(0), colo: 0 };
    const site = {
      id: SITE,
      siteUrl: 'https://model.test',
      config: CONFIG,
      understood: true,
      profile: null,
      stopped: null,
      keys: [],
    };
    const request = new Request(`https://model.test${path}`);
    const asked = { request, env: testEnv(), edge, background: () => {} };
    return {
      visit: { ...asked, site, route: 'zone', target: path, prefix: '' },
      config: CONFIG,
      wanted: { key: path, path, query: '' },
      ignored: [],
      ledger: this.ledger,
      tiers: [edge.memory, ...this.#colos.slice(colo, colo + 1)],
      durable: this.#kv.slice(colo, colo + 1),
    };
  }
}

/** A page whose body is its version; every other one outlives what the ledger takes for the longest life. */
function entryOf(path: string, version: number, when: Pick<Entry, 'fillSeq' | 'epoch' | 'storedAt'>): Entry {
  const body = new Uint8Array(new TextEncoder().encode(String(version)));
  const life = path.length % 2 === 0 ? DAY / 2 : 20 * DAY;
  return {
    v: 2,
    site: SITE,
    key: path,
    ...when,
    tags: ['site', path, `url:${path}`],
    status: 200,
    headers: [],
    age: 0,
    expiresAt: when.storedAt + life,
    revision: CONFIG.revision,
    stale: NOTHING_ALLOWED,
    selecting: [],
    variants: [],
    digest: '0'.repeat(64),
    length: body.byteLength,
    body,
  };
}

function versionOf(entry: Entry): number {
  return Number(new TextDecoder().decode(entry.body));
}
