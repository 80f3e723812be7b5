import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Lifetime } from '../../stack/lifetime.ts';

type Answer = { status: number; result: unknown; errors: { code: number; message: string }[] };
type Asked = { method: string; path: string; page: number; body: string };

const Named = z.object({ name: z.string() });
const Titled = z.object({ title: z.string() });
const Query = z.object({ sql: z.string() });
const Address = z.object({ port: z.number() });

/** A stand-in for Cloudflare's API, as far as wrangler asks it here: the outside network of these tests. Its D1 is SQLite. */
export class Cloudflare {
  readonly databases = new Map<string, DatabaseSync>();
  readonly namespaces = new Set<string>();
  /** null: R2 is not switched on in the account. */
  buckets: Set<string> | null = new Set();
  /** Body of each rule that expires objects. */
  readonly lifecycles: string[] = [];
  readonly secrets = new Set<string>();
  /** The multipart body of each upload of the Worker. */
  readonly uploads: string[] = [];
  /** Method and path of everything that would change something. */
  readonly changes: string[] = [];
  /** Path of a change that is refused, as when a quota is used up. */
  refuses: RegExp | null = null;
  token = 'a-token-of-the-test';
  url = '';

  async listen(lifetime: Lifetime): Promise<void> {
    const server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://cloudflare.test');
      const body = await text(request);
      const page = Number(searchParams.get('page') ?? 1);
      const method = request.method ?? 'GET';
      const isKnown = request.headers.authorization === `Bearer ${this.token}`;
      const asked = { method, path: pathname.replace('/client/v4', ''), page, body };
      const { status, result, errors } = isKnown
        ? this.#answer(asked)
        : refused(403, 10_000, 'Authentication error');
      const result_info = { page, per_page: 1000, count: 0, total_count: 0 };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ success: status < 400, errors, messages: [], result, result_info }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${Address.parse(server.address()).port}/client/v4`;
    await lifetime.hold(async () => void server.close());
  }

  #answer(asked: Asked): Answer {
    const { method, path } = asked;
    const isQuery = path.endsWith('/query');
    if (method !== 'GET' && !isQuery) {
      this.changes.push(`${method} ${path}`);
      if (this.refuses?.test(path) === true)
        return refused(403, 7500, 'The quota of this account is used up');
    }
    if (path.endsWith('/tokens/verify')) return given({ id: 'token', status: 'active' });
    if (path === '/user') return given({ email: 'somebody@example.com' });
    if (path.includes('/d1/database')) return this.#d1(asked, isQuery);
    if (path.includes('/storage/kv/namespaces')) return this.#kv(asked);
    if (path.includes('/r2/buckets')) return this.#r2(asked);
    if (path.includes('/workers/')) return this.#worker(asked);
    return given([]);
  }

  #d1({ method, path, page, body }: Asked, isQuery: boolean): Answer {
    const names = [...this.databases.keys()];
    const shown = (name: string): object => ({ uuid: idOf(names.indexOf(name)), name });
    const id = /\/d1\/database\/([^/]+)/.exec(path)?.[1];
    if (id === undefined && method === 'POST') {
      const { name } = Named.parse(JSON.parse(body));
      this.databases.set(name, new DatabaseSync(':memory:'));
      return given({ uuid: idOf(names.length), name });
    }
    if (id === undefined) return given(page > 1 ? [] : names.map(shown));
    const name = names.find((_, at) => idOf(at) === id) ?? '';
    if (!isQuery) return name === '' ? refused(404, 7404, 'No such database') : given(shown(name));
    const { sql } = Query.parse(JSON.parse(body));
    try {
      return given([{ success: true, meta: { duration: 1 }, results: rows(this.databases.get(name), sql) }]);
    } catch (thrown) {
      return refused(400, 7500, `${thrown instanceof Error ? thrown.message : thrown}: SQLITE_ERROR`);
    }
  }

  #kv({ method, page, body }: Asked): Answer {
    if (method === 'POST') {
      const { title } = Titled.parse(JSON.parse(body));
      this.namespaces.add(title);
      return given({ id: `kv-${title}`, title });
    }
    return given(page > 1 ? [] : [...this.namespaces].map((title) => ({ id: `kv-${title}`, title })));
  }

  #r2({ method, path, body }: Asked): Answer {
    if (this.buckets === null)
      return refused(403, 10_042, 'Please enable R2 through the Cloudflare Dashboard.');
    if (path.endsWith('/lifecycle')) {
      if (method === 'PUT') this.lifecycles.push(body);
      return given({ rules: [] });
    }
    if (method === 'POST') this.buckets.add(Named.parse(JSON.parse(body)).name);
    return given({
      buckets: [...this.buckets].map((name) => ({ name, creation_date: '2026-11-21T00:00:00Z' })),
    });
  }

  #worker({ method, path, body }: Asked): Answer {
    const isThere = this.uploads.length > 0;
    const isRead = method === 'GET' && path.includes('/workers/scripts/');
    if (isRead && !isThere) return refused(404, 10_007, 'This Worker does not exist on your account.');
    if (path.endsWith('/secrets'))
      return given([...this.secrets].map((name) => ({ name, type: 'secret_text' })));
    if (path.endsWith('/settings')) return given({ bindings: [] });
    if (path.includes('/services/')) {
      const script = {
        created_on: '2026-11-21T00:00:00Z',
        last_deployed_from: 'wrangler',
        etag: 'e',
        tag: 't',
      };
      return isThere
        ? given({ default_environment: { environment: 'production', script } })
        : refused(404, 10_090, '');
    }
    if (path.endsWith('/workers/scripts'))
      return given(isThere ? [{ id: 'dynamic-cache-trial', migration_tag: 'v1' }] : []);
    if (path.includes('/workers/workers/'))
      return given({ subdomain: { enabled: true, previews_enabled: false } });
    if (path.endsWith('/subdomain'))
      return given({ subdomain: 'somebody', enabled: true, previews_enabled: false });
    if (method === 'PUT' || (method === 'POST' && path.endsWith('/versions'))) {
      this.uploads.push(body);
      for (const [, name = ''] of body.matchAll(/"name":"([A-Z_]+)","type":"secret_text"/g))
        this.secrets.add(name);
      return given({
        id: 'version',
        startup_time_ms: 5,
        deployment_id: 'deployment',
        etag: 'e',
        metadata: {},
      });
    }
    return given(
      path.endsWith('/versions') || path.endsWith('/deployments') ? { items: [], deployments: [] } : {},
    );
  }
}

function rows(database: DatabaseSync | undefined, sql: string): unknown[] {
  if (database === undefined) throw new Error('no such database');
  // `prepare` runs one statement alone, and a migration has many.
  if (/^\s*SELECT/i.test(sql)) return database.prepare(sql).all();
  database.exec(sql);
  return [];
}

function idOf(at: number): string {
  return `00000000-0000-4000-8000-${String(at + 1).padStart(12, '0')}`;
}

function given(result: unknown): Answer {
  return { status: 200, result, errors: [] };
}

function refused(status: number, code: number, message: string): Answer {
  return { status, result: null, errors: [{ code, message }] };
}
