/**
 * From measured requests to `page-tests.json`. Imports nothing, because k6 (1.0 and later, which reads TypeScript) runs it
 * as well as Node: both runners write the same file.
 */

/** The scenarios. Figures of a page come from the first three; `cold` asks for pages that nobody can have stored. */
export const SCENARIOS = ['warm', 'spike', 'shop', 'cold'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** What of a page was measured under one scenario. Times in milliseconds. */
export interface ScenarioFigures {
  requests: number;
  errors: number;
  /** Answers of the edge alone. */
  hits: number;
  p50_latency_ms: number | null;
  p95_latency_ms: number | null;
  p99_latency_ms: number | null;
}

/** What only the host itself can measure, as the plugin's probe tells it; and whether the gates hold. */
export interface Probe {
  origin_cpu_pct?: number;
  origin_query_count?: number;
  purge_mttr_ms?: number;
  r2_hit_ratio?: number;
  gates?: Record<string, boolean>;
}

export interface PageTestsFile {
  strategy: string;
  page_tests: {
    page_path: string;
    url: string;
    metrics: Record<string, number>;
    gates?: Record<string, boolean>;
    scenarios: Partial<Record<Scenario, ScenarioFigures>>;
  }[];
}

/** Whether the Worker answered by itself, by `Cache-Status` (RFC 9211). The site's own cache behind it is no edge. */
export function isEdgeHit(cacheStatus: string | null | undefined): boolean {
  return /(?:^|,)\s*dynamic-cache-edge\s*;\s*hit\b/.test(cacheStatus ?? '');
}

/** A page under an address that nobody has asked for before. */
export function coldPath(path: string, unique: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}cold=${unique}`;
}

/** The value below which that share of all lies (nearest rank); null without any. `values` in ascending order. */
export function percentile(values: readonly number[], share: number): number | null {
  return values[Math.max(0, Math.ceil(values.length * share) - 1)] ?? null;
}

export interface MeasuredPage {
  path: string;
  /** Of `warm`, `spike` and `shop` together. */
  visits: ScenarioFigures;
  scenarios: Partial<Record<Scenario, ScenarioFigures>>;
}

/** The file. What nobody has measured is not in it: whoever shares the file is told what is missing. */
export function pageTestsFile(
  run: { baseUrl: string; strategy: string },
  pages: readonly MeasuredPage[],
  probe: Probe,
): PageTestsFile {
  const { gates, ...ofHost } = probe;
  return {
    strategy: run.strategy,
    page_tests: pages.map(({ path, visits, scenarios }) => ({
      page_path: path,
      url: run.baseUrl + path,
      metrics: {
        ...known('p50_latency_ms', visits.p50_latency_ms),
        ...known('p95_latency_ms', visits.p95_latency_ms),
        ...known('p99_latency_ms', visits.p99_latency_ms),
        ...known('edge_hit_ratio', visits.requests > 0 ? visits.hits / visits.requests : null),
        ...ofHost,
      },
      ...(gates === undefined ? {} : { gates }),
      scenarios,
    })),
  };
}

function known(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}
