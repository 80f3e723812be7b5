/** From a page test, in whichever of its forms it was sent, to a sample that can be scored. Pure. */
import type { z } from 'zod';
import { METRICS, Metrics, ProfileTtl } from './benchmark.ts';
import type { PageSample } from './loadtests.ts';
import { Gates } from './scoring/gates.ts';

type Issue = { path: string; message: string };
export type ReadSample = { ok: true; sample: PageSample } | { ok: false; issues: Issue[] };

const LONGEST_PATH = 2048;

/** Reads `page_tests[index]`; each fault carries its path from the root of the body. */
export function readSample(item: unknown, at: string): ReadSample {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return { ok: false, issues: [{ path: at, message: 'not an object' }] };
  }
  const test = new Map<string, unknown>(Object.entries(item));
  const grouped = groupOf(test, 'metrics');
  const page = pagePath(test, at);
  const metrics = Metrics.safeParse(pick(grouped ?? test, Object.keys(METRICS)));
  const gates = Gates.safeParse(pick(groupOf(test, 'gates') ?? new Map(), Object.keys(Gates.shape)));
  const ttl = ProfileTtl.nullish().safeParse(test.get('ttl_seconds'));
  const issues = [
    ...page.issues,
    ...issuesOf(metrics, grouped === null ? at : `${at}.metrics`),
    ...issuesOf(gates, `${at}.gates`),
    ...issuesOf(ttl, `${at}.ttl_seconds`),
  ];
  if (page.issues.length > 0 || !metrics.success || !gates.success || !ttl.success)
    return { ok: false, issues };
  const sample = {
    page_path: page.path,
    ttl_seconds: ttl.data ?? null,
    metrics: metrics.data,
    gates: gates.data,
  };
  return { ok: true, sample };
}

/** `page_path`, or path and query of `page_url` or `url`: the first of them that is there. All that are there must be right. */
function pagePath(test: Map<string, unknown>, at: string): { path: string; issues: Issue[] } {
  const given = ['page_path', 'page_url', 'url'].filter((name) => test.get(name) != null);
  if (given.length === 0)
    return { path: '', issues: [{ path: `${at}.page_path`, message: 'names no page' }] };
  const read = given.map((name) => ({ name, path: pathOf(test.get(name), name === 'page_path') }));
  const wrong = read.filter(({ path }) => path === null).map(({ name }) => `${at}.${name}`);
  return {
    path: read[0]?.path ?? '',
    issues: wrong.map((path) => ({ path, message: 'not the address of a page' })),
  };
}

/** Path and query of an address of HTTP, in its printable bytes; null when it is none. */
function pathOf(value: unknown, isPathAlone: boolean): string | null {
  if (typeof value !== 'string' || value === '' || !/^[\x21-\x7e]+$/.test(value)) return null;
  const match = /^(https?:\/\/[^/?#]+)?([/?][^#]*)?(?:#.*)?$/.exec(value);
  if (match === null || (match[1] === undefined && !value.startsWith('/'))) return null;
  if (isPathAlone && match[1] !== undefined) return null;
  const found = match[2] ?? '/';
  const path = found.startsWith('/') ? found : `/${found}`;
  return path.length <= LONGEST_PATH ? path : null;
}

function groupOf(test: Map<string, unknown>, name: string): Map<string, unknown> | null {
  const group = test.get(name);
  if (group == null) return null;
  return new Map(typeof group === 'object' && !Array.isArray(group) ? Object.entries(group) : []);
}

function pick(from: Map<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (from.has(name) ? [[name, from.get(name)]] : [])));
}

function issuesOf(parsed: z.ZodSafeParseResult<unknown>, at: string): Issue[] {
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => ({ path: [at, ...path].join('.'), message }));
}
