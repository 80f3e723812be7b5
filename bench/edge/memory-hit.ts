/**
 * A hit from the Worker's memory, side by side with a Worker that only returns the same bytes: same workerd, same run,
 * rounds in turn. `node bench/edge/memory-hit.ts [rounds] [seconds]`
 */
import { cacheKey, canonicalString } from '@dynamic-cache/contracts/cache-key';
import { CacheOptions } from '@dynamic-cache/contracts/cache-options';
import type { EdgeConfig } from '@dynamic-cache/contracts/config';
import { RegisterAccepted, RegistrationState } from '@dynamic-cache/contracts/registration';
import { Rules } from '@dynamic-cache/contracts/rules';
import { bodyDigest, signV1 } from '@dynamic-cache/contracts/signature';
import { CONNECTIONS, load, median, type Round, tool } from './load.ts';
import { type Origin, PAGE, startOrigin } from './origin.ts';
import { BOOTSTRAP_SECRET, startWorkers } from './workers.ts';

const [rounds = 7, seconds = 3] = process.argv.slice(2).map(Number);

async function register(edge: string, origin: Origin): Promise<void> {
  const headers = { Authorization: `Bearer ${BOOTSTRAP_SECRET}` };
  const body = JSON.stringify({ site_url: `http://${origin.host}`, name: 'Benchmark', capabilities: [] });
  const address = `${edge}/api/plugin/live/register`;
  const accepted = RegisterAccepted.parse(
    await (await fetch(address, { method: 'POST', headers, body })).json(),
  );
  let state: RegistrationState = { status: 'verifying' };
  while (state.status === 'verifying') {
    await new Promise((done) => setTimeout(done, 50));
    state = RegistrationState.parse(await (await fetch(`${address}/${accepted.siteId}`, { headers })).json());
  }
  if (state.status !== 'active' || state.secret === null) throw new Error(JSON.stringify(state));
  const config = configOf(accepted.siteId, origin.host);
  await put(edge, config, { kid: state.kid, secret: state.secret });
  const variants = { persona: '', language: '', currency: '', device: '' };
  const key = canonicalString({ site: '1', ...config.canonical, path: '/page/', query: '', ...variants });
  origin.site = { key: { kid: state.kid, secret: state.secret }, config, cacheKey: await cacheKey(key) };
}

async function put(edge: string, config: EdgeConfig, key: { kid: string; secret: string }): Promise<void> {
  const body = JSON.stringify(config);
  const signed = {
    pluginId: config.site_id,
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: crypto.randomUUID(),
    method: 'PUT',
    authority: new URL(edge).host,
    target: '/api/plugin/config',
    contentType: 'application/json',
    bodyDigest: await bodyDigest(body),
  };
  const headers = {
    'Content-Type': signed.contentType,
    'X-Plugin-Id': signed.pluginId,
    'X-Plugin-Timestamp': signed.timestamp,
    'X-Plugin-Nonce': signed.nonce,
    'X-Plugin-Signature': await signV1(key.secret, key.kid, 'plugin-to-worker', signed),
  };
  const response = await fetch(edge + signed.target, { method: 'PUT', headers, body });
  if (!response.ok) throw new Error(await response.text());
}

function configOf(siteId: string, host: string): EdgeConfig {
  return {
    site_id: siteId,
    contract: 1,
    revision: '0'.repeat(16),
    origin: `http://${host}`,
    blog_id: 1,
    canonical: { scheme: 'http', host },
    aliases: [],
    enabled: true,
    paused_until: 0,
    strategy: 'edge-balanced',
    ttl: { page: 604_800, not_found: 0, grace: 86_400, browser: 0 },
    rules: Rules.parse({ query: {}, exclude: {}, variants: {} }),
    view_max: 5,
    strict: false,
    cache: CacheOptions.parse({}),
    personas: [],
  };
}

const origin = await startOrigin(BOOTSTRAP_SECRET);
const workers = await startWorkers();
try {
  await register(workers.ours, origin);
  const ours = `${workers.ours}/edge/cache/page/`;
  await (await fetch(ours)).arrayBuffer();
  const warm = await fetch(ours);
  await warm.arrayBuffer();
  if (warm.headers.get('X-Dynamic-Cache') !== 'hit; reason=fresh') {
    throw new Error(`no hit: ${warm.status} ${warm.headers.get('X-Dynamic-Cache')}`);
  }
  const using = await tool();
  const measured: { ours: Round[]; bare: Round[] } = { ours: [], bare: [] };
  for (let round = 0; round <= rounds; round++) {
    const bare = await load(using, workers.bare, seconds);
    const hit = await load(using, ours, seconds);
    // The first round warms both up.
    if (round > 0) {
      measured.bare.push(bare);
      measured.ours.push(hit);
    }
  }
  const of = (rounds: Round[], name: 'rate' | 'cpu') => median(rounds.map((round) => round[name]));
  const ratios = (name: 'rate' | 'cpu') =>
    measured.ours.map((hit, i) => hit[name] / (measured.bare[i]?.[name] ?? Number.NaN));
  const line = (name: string, rounds: Round[]) =>
    console.log(
      `${name}  ${of(rounds, 'rate').toFixed(0)} requests/s, ${of(rounds, 'cpu').toFixed(1)} µs CPU each (medians)`,
    );
  console.log(
    `${using}, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s in turn, ${PAGE.byteLength} bytes`,
  );
  line('bare Worker', measured.bare);
  line('memory hit ', measured.ours);
  console.log(
    `ratio by throughput  ${median(ratios('rate')).toFixed(3)} (median of the rounds; must be at least 0.8)`,
  );
  console.log(`ratio by CPU         ${(1 / median(ratios('cpu'))).toFixed(3)} (the steadier one)`);
} finally {
  await workers.stop();
  origin.server.close();
}
