/** Counts of all isolates, summed by the hour in the control database. */
import { z } from 'zod';
import { unixTime, type World } from '../world.ts';
import type { Count, Counters } from './counters.ts';

/** At most once in so many milliseconds and isolate: D1 is written to, and paid for, by the row. */
const FLUSH_EVERY = 60_000;

/** A flush that has not ended by then is given up, in milliseconds. */
const FLUSH_TIMEOUT = 2000;

/** In days. */
const KEPT = 30;

const Rows = z.array(z.object({ subject: z.string(), name: z.string(), value: z.number() }));

export class MetricsStore {
  readonly #db: D1Database;
  readonly #world: World;

  constructor(db: D1Database, world: World) {
    this.#db = db;
    this.#world = world;
  }

  /** Adds counts to the current hour; one statement, all or nothing. */
  async add(counts: readonly Count[]): Promise<void> {
    const rows = counts.map(({ site, subject, name, value }) => [site, subject, name, value]);
    await this.#db
      .prepare(
        `INSERT INTO cache_metrics (site, hour, subject, name, value)
         SELECT value ->> 0, ?1, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?2) WHERE true
         ON CONFLICT (site, hour, subject, name) DO UPDATE SET value = value + excluded.value`,
      )
      .bind(hourOf(this.#world), JSON.stringify(rows))
      .run();
  }

  /** The sums of the last hours, the running one included. */
  async ofSite(site: string, hours: number): Promise<Count[]> {
    const { results } = await this.#db
      .prepare(
        `SELECT subject, name, sum(value) AS value FROM cache_metrics WHERE site = ?1 AND hour > ?2
         GROUP BY subject, name`,
      )
      .bind(site, hourOf(this.#world) - hours)
      .all();
    return Rows.parse(results).map((row) => ({ site, ...row }));
  }

  /** The sums of all that is kept of the subjects that begin like this. */
  async ofSubjects(site: string, prefix: string): Promise<Count[]> {
    const { results } = await this.#db
      .prepare(
        `SELECT subject, name, sum(value) AS value FROM cache_metrics
         WHERE site = ?1 AND substr(subject, 1, length(?2)) = ?2 GROUP BY subject, name`,
      )
      .bind(site, prefix)
      .all();
    return Rows.parse(results).map((row) => ({ site, ...row }));
  }

  forget(site: string): D1PreparedStatement {
    return this.#db.prepare('DELETE FROM cache_metrics WHERE site = ?1').bind(site);
  }

  /** Deletes what is older than it is kept. */
  sweep(): D1PreparedStatement {
    return this.#db
      .prepare('DELETE FROM cache_metrics WHERE hour <= ?1')
      .bind(hourOf(this.#world) - KEPT * 24);
  }
}

function hourOf(world: World): number {
  return Math.floor(unixTime(world) / 3600);
}

/** Writes an isolate's counts down from time to time. A failure keeps them for the next time. */
export class MetricsFlush {
  readonly #world: World;
  readonly #counters: Counters;
  #last: number;

  constructor(world: World, counters: Counters) {
    this.#world = world;
    this.#counters = counters;
    this.#last = world.now();
  }

  isDue(): boolean {
    return this.#world.now() - this.#last >= FLUSH_EVERY && !this.#counters.isEmpty;
  }

  async flush(db: D1Database): Promise<void> {
    this.#last = this.#world.now();
    const counts = this.#counters.take();
    if (counts.length === 0) return;
    const written = new MetricsStore(db, this.#world).add(counts).then(
      () => true,
      () => false,
    );
    const late = this.#world.sleep(FLUSH_TIMEOUT).then(() => null);
    const outcome = await Promise.race([written, late]);
    // One that is only late may still arrive: counted twice would be worse than lost.
    if (outcome === false) this.#counters.putBack(counts);
  }
}
