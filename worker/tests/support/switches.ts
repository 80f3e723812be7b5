/** Every part of an edge behind a switch: up, slower than anybody waits for, or down. */

export type Mode = 'up' | 'slow' | 'down';
export const PARTS = ['control', 'ledger', 'colo', 'kv', 'r2', 'origin'] as const;
export type Part = (typeof PARTS)[number];

/** Milliseconds of real time that a slow part takes. */
const SLOW = 40;

export class Switches {
  readonly modes: Record<Part, Mode> = {
    control: 'up',
    ledger: 'up',
    colo: 'up',
    kv: 'up',
    r2: 'up',
    origin: 'up',
  };

  /** Passes through, late, or not at all. */
  async through<T>(part: Part, act: () => Promise<T> | T): Promise<T> {
    const mode = this.modes[part];
    if (mode === 'down') throw new Error(`D1_ERROR: ${part} is down`);
    if (mode === 'slow') await new Promise((done) => setTimeout(done, SLOW));
    return act();
  }

  cache(real: Cache): Cache {
    return {
      match: (key) => this.through('colo', () => real.match(key)),
      put: (key, response) => this.through('colo', () => real.put(key, response)),
      delete: (key) => this.through('colo', () => real.delete(key)),
    };
  }

  database(part: 'control' | 'ledger', real: D1Database): D1Database {
    return this.#behind(part, Object.create(real), real, {
      batch: real.batch,
      prepare: (query: string) => this.#statement(part, real.prepare(query)),
    });
  }

  kv(real: KVNamespace): KVNamespace {
    return this.#behind('kv', Object.create(real), real, { get: real.get, put: real.put });
  }

  bucket(real: R2Bucket): R2Bucket {
    const { head, get, put } = real;
    return this.#behind('r2', Object.create(real), real, { head, get, put });
  }

  #statement(part: Part, real: D1PreparedStatement): D1PreparedStatement {
    const { first, all, run } = real;
    const bind = real.bind.bind(real);
    const again = (...values: unknown[]) => this.#statement(part, bind(...values));
    return this.#behind(part, real, real, { first, all, run, bind: again });
  }

  /** Puts methods of `real` on `front`, those that answer later behind the switch. */
  #behind<T extends object>(part: Part, front: T, real: object, methods: Record<string, Method>): T {
    for (const [name, method] of Object.entries(methods)) {
      const isNow = name === 'prepare' || name === 'bind';
      const value = isNow
        ? method
        : (...given: unknown[]) => this.through(part, () => Reflect.apply(method, real, given));
      Object.defineProperty(front, name, { value });
    }
    return front;
  }
}

/** Called with what it would have been called with. */
type Method = (...given: never[]) => unknown;
