/** A real D1 that a test can take away. */
export class SwitchedD1 implements D1Database {
  mode: 'up' | 'down' | 'hanging' = 'up';
  readonly #db: D1Database;

  constructor(db: D1Database) {
    this.#db = db;
  }

  prepare(query: string): D1PreparedStatement {
    if (this.mode === 'down') throw new Error('D1_ERROR: no such host');
    return this.#db.prepare(query);
  }

  batch<T = unknown>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> {
    if (this.mode === 'down') return Promise.reject(new Error('D1_ERROR: no such host'));
    return this.mode === 'hanging' ? new Promise(() => {}) : this.#db.batch(statements);
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
