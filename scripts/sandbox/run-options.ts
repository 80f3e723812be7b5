/** What the Node runner is told by its environment: the same names as for k6. */
import { existsSync, readFileSync } from 'node:fs';
import { METRICS } from '@dynamic-cache/contracts/benchmark';
import { Gates } from '@dynamic-cache/contracts/scoring/gates';
import { Strategy } from '@dynamic-cache/contracts/settings';
import { z } from 'zod';
import type { Load } from './measure.ts';
import { type Probe, SCENARIOS } from './page-tests.ts';

export const RUN_HELP = `node scripts/sandbox/node-cache-benchmark.js

Asks for pages as visitors do, and writes page-tests.json, as k6-cache-benchmark.js does. By environment variables:

  BASE_URL     scheme and authority, and a prefix where there is one, before the paths; needed
  PAGES        paths, comma-separated (/)
  SHOP_PAGES   the way of a customer: list, product, cart … (PAGES)
  SCENARIOS    of warm,spike,shop,cold (all)
  VUS          visitors at a time, ten times as many in spike (4)
  DURATION     seconds for each scenario (10)
  STRATEGY     what the site runs with (edge-balanced)
  PROBE_FILE   what only the host knows: the output of \`wp dynamic-cache benchmark probe STRATEGY\`
  OUT          the file to write (page-tests.json)
`;

const Path = z.string().regex(/^\/[^\s,#]*$/);
const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(item).min(1).max(50));

const Env = z.object({
  BASE_URL: z.string().regex(/^https?:\/\/[^\s?#]*[^\s?#/]$/),
  PAGES: list(Path).prefault('/'),
  SHOP_PAGES: list(Path).optional(),
  SCENARIOS: list(z.enum(SCENARIOS)).prefault('warm,spike,shop,cold'),
  VUS: z.coerce.number().int().min(1).max(200).prefault('4'),
  DURATION: z.coerce.number().min(0.1).max(3600).prefault('10'),
  STRATEGY: Strategy.default('edge-balanced'),
  PROBE_FILE: z.string().optional(),
  OUT: z.string().min(1).default('page-tests.json'),
});

const { origin_cpu_pct, origin_query_count, purge_mttr_ms, r2_hit_ratio } = METRICS;
const ProbeFile = z
  .object({ origin_cpu_pct, origin_query_count, purge_mttr_ms, r2_hit_ratio, gates: Gates.nullish() })
  .partial();

export interface Run {
  load: Load;
  strategy: Strategy;
  probe: Probe;
  out: string;
}

/** Reads the environment; a sentence for the person at the keyboard when something in it is not right. */
export function runOf(env: NodeJS.ProcessEnv): Run | { refused: string } {
  const parsed = Env.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    return {
      refused: `${name} ${env[name] === undefined ? 'is needed' : 'has no value that it takes'}; --help says more.`,
    };
  }
  const {
    BASE_URL,
    PAGES,
    SHOP_PAGES,
    SCENARIOS: scenarios,
    VUS,
    DURATION,
    STRATEGY,
    PROBE_FILE,
    OUT,
  } = parsed.data;
  const probe = PROBE_FILE === undefined ? {} : readProbe(PROBE_FILE);
  if (probe === null) return { refused: `${PROBE_FILE} is no file of a probe; --help says what is in it.` };
  return {
    load: {
      baseUrl: BASE_URL,
      paths: PAGES,
      shopPaths: SHOP_PAGES ?? PAGES,
      scenarios,
      visitors: VUS,
      duration: DURATION * 1000,
    },
    strategy: STRATEGY,
    probe,
    out: OUT,
  };
}

function readProbe(file: string): Probe | null {
  if (!existsSync(file)) return null;
  try {
    const known = ProbeFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    const { gates, ...figures } = known;
    const given = Object.entries(figures).filter(([, value]) => value != null);
    return { ...Object.fromEntries(given), ...(gates == null ? {} : { gates }) };
  } catch {
    return null;
  }
}
