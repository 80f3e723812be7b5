/**
 * The Worker with a counter before each of its bindings, and a switch that makes a tier find nothing: runs inside
 * workerd, beside the bundle `app.js`. `GET /__counts` gives what was counted and begins anew; `?blind=cache,kv` sets the switch.
 */
import app from './app.js';

export * from './app.js';

let counts = {};
let blind = new Set();

const count = (name, by = 1) => {
  counts[name] = (counts[name] ?? 0) + by;
};

/** D1 bills rows, and says how many a statement has read and written. */
function meta(binding, { meta: { rows_read = 0, rows_written = 0 } }) {
  count(`${binding} rows read`, rows_read);
  count(`${binding} rows written`, rows_written);
}

function statement(binding, inner) {
  const run = async (method, ...args) => {
    count(`${binding} calls`);
    const result = await inner[method](...args);
    meta(binding, result);
    return result;
  };
  return {
    inner,
    bind: (...values) => statement(binding, inner.bind(...values)),
    all: () => run('all'),
    run: () => run('run'),
    first: async (column) => {
      const [row = null] = (await run('all')).results;
      return column === undefined || row === null ? row : row[column];
    },
  };
}

function database(binding, inner) {
  return {
    prepare: (sql) => statement(binding, inner.prepare(sql)),
    batch: async (statements) => {
      count(`${binding} calls`);
      const results = await inner.batch(statements.map((one) => one.inner));
      for (const result of results) meta(binding, result);
      return results;
    },
  };
}

/** Counts the calls of the named methods; a read of a tier that is switched blind finds nothing. */
function counted(inner, tier, reads, writes) {
  return new Proxy(inner, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (!reads.includes(name) && !writes.includes(name)) return value.bind(target);
      return (...args) => {
        count(`${tier} ${String(name)}`);
        if (!reads.includes(name) || !blind.has(tier)) return value.apply(target, args);
        return Promise.resolve(name === 'getWithMetadata' ? { value: null, metadata: null } : null);
      };
    },
  });
}

let bindings;
function countedBindings(env) {
  bindings ??= {
    ...env,
    CONTROL: database('CONTROL', env.CONTROL),
    LEDGER: database('LEDGER', env.LEDGER),
    CACHE_KV: counted(env.CACHE_KV, 'kv', ['get', 'getWithMetadata'], ['put']),
    CACHE_R2: counted(env.CACHE_R2, 'r2', ['get', 'head'], ['put']),
  };
  return bindings;
}

const { match, put } = Cache.prototype;
Cache.prototype.match = function (...args) {
  count('cache match');
  return blind.has('cache') ? Promise.resolve(undefined) : match.apply(this, args);
};
Cache.prototype.put = function (...args) {
  count('cache put');
  return put.apply(this, args);
};
const ask = globalThis.fetch;
globalThis.fetch = (...args) => {
  count('origin fetch');
  return ask(...args);
};

export default {
  fetch(request, env, context) {
    const url = new URL(request.url);
    if (url.pathname !== '/__counts') return app.fetch(request, countedBindings(env), context);
    const counted = counts;
    counts = {};
    const tiers = url.searchParams.get('blind');
    if (tiers !== null) blind = new Set(tiers.split(','));
    return Response.json(counted);
  },
};
