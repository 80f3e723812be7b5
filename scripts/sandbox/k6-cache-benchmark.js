/**
 * `k6 run -e BASE_URL=https://shop.example scripts/sandbox/k6-cache-benchmark.js`
 *
 * Four scenarios, one after the other: warm, spike, shop, cold. Writes page-tests.json, the same file as
 * node-cache-benchmark.js does, whose --help explains the variables: BASE_URL, PAGES, SHOP_PAGES, VUS, DURATION, STRATEGY,
 * PROBE_FILE, OUT. Needs k6 1.0 or later, for page-tests.ts.
 */
import http from 'k6/http';
import { Counter, Trend } from 'k6/metrics';
import { coldPath, isEdgeHit, pageTestsFile, SCENARIOS } from './page-tests.ts';

const list = (text) => text.split(',').map((one) => one.trim());
const baseUrl = __ENV.BASE_URL;
const pages = list(__ENV.PAGES || '/');
const shopPages = list(__ENV.SHOP_PAGES || __ENV.PAGES || '/');
const visitors = Number(__ENV.VUS || 4);
const seconds = Number(__ENV.DURATION || 10);
const probe = __ENV.PROBE_FILE ? JSON.parse(open(__ENV.PROBE_FILE)) : {};
const all = [...new Set([...pages, ...shopPages])];

if (!baseUrl) throw new Error('BASE_URL is needed: k6 run -e BASE_URL=https://shop.example …');

// k6 knows metrics by name alone, and names are made before anything runs: one set for each page and scenario. `visits`
// holds what is no cold request, because percentiles of parts cannot be put together afterwards.
const metricsOf = (page, scenario) => {
  const name = `page_${page}_${scenario}`;
  return {
    time: new Trend(`${name}_ms`, true),
    requests: new Counter(`${name}_requests`),
    errors: new Counter(`${name}_errors`),
    hits: new Counter(`${name}_hits`),
  };
};
const metrics = all.map((_, page) =>
  Object.fromEntries([...SCENARIOS, 'visits'].map((scenario) => [scenario, metricsOf(page, scenario)])),
);

const turn = (place) => ({ startTime: `${place * (seconds + 2)}s`, duration: `${seconds}s`, gracefulStop: '2s' });
const constant = (vus, place, exec) => ({ executor: 'constant-vus', vus, exec, ...turn(place) });

export const options = {
  summaryTrendStats: ['med', 'p(95)', 'p(99)'],
  scenarios: {
    warm: constant(visitors, 0, 'warm'),
    spike: constant(visitors * 10, 1, 'spike'),
    shop: constant(visitors, 2, 'shop'),
    cold: constant(visitors, 3, 'cold'),
  },
};

/** What is measured as warm was asked for once before. */
export function setup() {
  for (const path of all) http.get(baseUrl + path);
}

function visit(scenario, path, target, params) {
  const answer = http.get(baseUrl + target, params);
  const isError = answer.status === 0 || answer.status >= 500;
  const of = metrics[all.indexOf(path)];
  for (const kept of scenario === 'cold' ? [of.cold] : [of[scenario], of.visits]) {
    kept.requests.add(1);
    kept.errors.add(isError ? 1 : 0);
    kept.hits.add(!isError && isEdgeHit(answer.headers['Cache-Status']) ? 1 : 0);
    if (!isError) kept.time.add(answer.timings.duration);
  }
}

export function warm() {
  for (const path of pages) visit('warm', path, path, {});
}

export function spike() {
  for (const path of pages) visit('spike', path, path, {});
}

/** The last two thirds of the way with something in the cart. */
export function shop() {
  shopPages.forEach((path, step) => {
    const headers = step * 3 >= shopPages.length ? { Cookie: 'woocommerce_items_in_cart=1' } : {};
    visit('shop', path, path, { headers });
  });
}

export function cold() {
  for (const path of pages) visit('cold', path, coldPath(path, `${__VU}-${__ITER}-${Date.now()}`), {});
}

/** Runs once, after all: the file in place of k6's own summary. */
export function handleSummary(data) {
  const figures = (page, scenario) => {
    const values = (kind) => data.metrics[`page_${page}_${scenario}_${kind}`]?.values ?? {};
    const time = values('ms');
    return {
      requests: values('requests').count ?? 0,
      errors: values('errors').count ?? 0,
      hits: values('hits').count ?? 0,
      p50_latency_ms: time.med ?? null,
      p95_latency_ms: time['p(95)'] ?? null,
      p99_latency_ms: time['p(99)'] ?? null,
    };
  };
  const measured = all.map((path, page) => ({
    path,
    visits: figures(page, 'visits'),
    scenarios: Object.fromEntries(
      SCENARIOS.map((scenario) => [scenario, figures(page, scenario)]).filter(([, { requests }]) => requests > 0),
    ),
  }));
  const run = { baseUrl, strategy: __ENV.STRATEGY || 'edge-balanced' };
  const out = __ENV.OUT || 'page-tests.json';
  return {
    [out]: `${JSON.stringify(pageTestsFile(run, measured, probe), null, 2)}\n`,
    stdout: `${out}: ${measured.length} pages. Share it with scripts/sandbox/share-loadtests.js.\n`,
  };
}
