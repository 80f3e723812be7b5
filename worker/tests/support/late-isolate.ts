/**
 * An isolate for worker/isolates: the Worker as it is, with a ledger that answers late when a request asks for that. What
 * the answer says is of the time at which the ledger was asked.
 */
import { createApp } from '../../src/app.ts';
import type { Bindings } from '../../src/bindings.ts';
import { realWorld } from '../../src/world.ts';

/** Milliseconds by which the ledger's answers to what this request asks are late. */
const DELAY = 'X-Ledger-Delay';

class LateD1 implements D1Database {
  readonly #db: D1Database;
  readonly #delay: number;

  constructor(db: D1Database, delay: number) {
    this.#db = db;
    this.#delay = delay;
  }

  prepare(query: string): D1PreparedStatement {
    return this.#db.prepare(query);
  }

  async batch<T = unknown>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> {
    const answer = await this.#db.batch<T>(statements);
    if (this.#delay > 0) await realWorld.sleep(this.#delay);
    return answer;
  }

  exec(query: string): Promise<D1ExecResult> {
    return this.#db.exec(query);
  }

  withSession(constraint?: D1SessionBookmark | D1SessionConstraint): D1DatabaseSession {
    return this.#db.withSession(constraint);
  }

  dump(): Promise<ArrayBuffer> {
    return this.#db.dump();
  }
}

const app = createApp(realWorld);

export default {
  fetch(request: Request, env: Bindings, context: ExecutionContext): Promise<Response> {
    const delay = Number(request.headers.get(DELAY) ?? 0);
    return app.fetch(request, { ...env, LEDGER: new LateD1(env.LEDGER, delay) }, context);
  },
};
