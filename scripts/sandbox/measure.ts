/** The load of the Node runner: scenarios one after the other, each page's requests counted and timed. */

import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { request as secureRequest } from 'node:https';
import {
  coldPath,
  isEdgeHit,
  type MeasuredPage,
  percentile,
  type Scenario,
  type ScenarioFigures,
} from './page-tests.ts';

export interface Load {
  baseUrl: string;
  paths: string[];
  /** The way of a customer; the last two thirds of it with something in the cart. */
  shopPaths: string[];
  scenarios: Scenario[];
  /** Visitors at a time; ten times as many in `spike`. */
  visitors: number;
  /** Length of each scenario, in milliseconds. */
  duration: number;
}

/** WooCommerce's own cookie: with it a visitor has a cart, and pages are theirs alone. */
const CART = 'woocommerce_items_in_cart=1';
const SPIKE = 10;
const TIMEOUT = 30_000;

interface Sample {
  path: string;
  scenario: Scenario;
  ms: number;
  isHit: boolean;
  isError: boolean;
}

/** Runs all scenarios. `say` gets a line for each. */
export async function measure(load: Load, say: (line: string) => void): Promise<MeasuredPage[]> {
  const samples: Sample[] = [];
  for (const scenario of load.scenarios) {
    const own = await runScenario(load, scenario);
    samples.push(...own);
    const { requests, errors, p95_latency_ms } = figuresOf(own);
    say(`${scenario}: ${requests} requests, ${errors} errors, p95 ${p95_latency_ms?.toFixed(1) ?? '–'} ms`);
  }
  const paths = [...new Set(samples.map(({ path }) => path))];
  return paths.map((path) =>
    pageOf(
      path,
      samples.filter((one) => one.path === path),
    ),
  );
}

function pageOf(path: string, samples: Sample[]): MeasuredPage {
  const of = (scenario: Scenario) => samples.filter((one) => one.scenario === scenario);
  const names = [...new Set(samples.map(({ scenario }) => scenario))];
  return {
    path,
    visits: figuresOf(samples.filter(({ scenario }) => scenario !== 'cold')),
    scenarios: Object.fromEntries(names.map((name) => [name, figuresOf(of(name))])),
  };
}

function figuresOf(samples: Sample[]): ScenarioFigures {
  const answered = samples.filter(({ isError }) => !isError);
  const times = answered.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    requests: samples.length,
    errors: samples.length - answered.length,
    hits: answered.filter((one) => one.isHit).length,
    p50_latency_ms: percentile(times, 0.5),
    p95_latency_ms: percentile(times, 0.95),
    p99_latency_ms: percentile(times, 0.99),
  };
}

async function runScenario(load: Load, scenario: Scenario): Promise<Sample[]> {
  const samples: Sample[] = [];
  const agent = new Agent({ keepAlive: true });
  const way = scenario === 'shop' ? load.shopPaths : load.paths;
  const ask = async (path: string, step: number): Promise<Sample> => {
    const target = scenario === 'cold' ? coldPath(path, randomUUID()) : path;
    const cookie = scenario === 'shop' && step * 3 >= way.length ? CART : null;
    return { path, scenario, ...(await timed(load.baseUrl + target, cookie, agent)) };
  };
  // What is measured as warm, and as a rush on what is there, was asked for once before.
  if (scenario !== 'cold') for (const [step, path] of way.entries()) await ask(path, step);
  const end = performance.now() + load.duration;
  const visitor = async () => {
    do {
      for (const [step, path] of way.entries()) samples.push(await ask(path, step));
    } while (performance.now() < end);
  };
  const count = scenario === 'spike' ? load.visitors * SPIKE : load.visitors;
  await Promise.all(Array.from({ length: way.length === 0 ? 0 : count }, visitor));
  agent.destroy();
  return samples;
}

/** One request, to the last byte of its answer. */
function timed(url: string, cookie: string | null, agent: Agent): Promise<Omit<Sample, 'path' | 'scenario'>> {
  const began = performance.now();
  const isSecure = url.startsWith('https:');
  const headers = { 'Accept-Encoding': 'gzip', ...(cookie === null ? {} : { Cookie: cookie }) };
  const options = { headers, timeout: TIMEOUT, ...(isSecure ? {} : { agent }) };
  return new Promise((resolve) => {
    const done = (isError: boolean, header: string) =>
      resolve({ ms: performance.now() - began, isError, isHit: isEdgeHit(header) });
    const call = (isSecure ? secureRequest : request)(url, options, (response) => {
      response.on('error', () => done(true, ''));
      response.on('end', () =>
        done((response.statusCode ?? 500) >= 500, String(response.headers['cache-status'] ?? '')),
      );
      response.resume();
    });
    call.on('timeout', () => call.destroy(new Error('timeout')));
    call.on('error', () => done(true, ''));
    call.end();
  });
}
