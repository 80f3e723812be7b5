/** From a page test, in whichever of its forms it was sent, to a sample that can be scored. Pure. */
import type { z } from 'zod';
import { Gates, METRICS, Metrics, ProfileTtl } from './benchmark.ts';
import type { PageSample } from './loadtests.ts';

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
  const page = pagePath(test);
  const metrics = Metrics.safeParse(pick(grouped ?? test, Object.keys(METRICS)));
  const gates = Gates.safeParse(pick(groupOf(test, 'gates') ?? new Map(), Object.keys(Gates.shape)));
  const ttl = ProfileTtl.nullish().safeParse(test.get('ttl_seconds'));
  const issues = [
    ...(page.ok ? [] : [{ path: `${at}.${page.field}`, message: page.message }]),
    ...issuesOf(metrics, grouped === null ? at : `${at}.metrics`),
    ...issuesOf(gates, `${at}.gates`),
    ...issuesOf(ttl, `${at}.ttl_seconds`),
  ];
  if (!page.ok || !metrics.success || !gates.success || !ttl.success) return { ok: false, issues };
  const sample = {
    page_path: page.path,
    ttl_seconds: ttl.data ?? null,
    metrics: metrics.data,
    gates: gates.data,
  };
  return { ok: true, sample };
}

type Page = { ok: true; path: string } | { ok: false; field: string; message: string };

/** `page_path`, or path and query of `page_url` or `url`: the first of them that is there. */
function pagePath(test: Map<string, unknown>): Page {
  const field = ['page_path', 'page_url', 'url'].find((name) => test.get(name) != null);
  if (field === undefined) return { ok: false, field: 'page_path', message: 'names no page' };
  const value = test.get(field);
  if (typeof value !== 'string') return { ok: false, field, message: 'not a text' };
  const path = /^(?:https?:\/\/[^/?#\s]+)?([/?][^#]*)?(?:#.*)?$/.exec(value);
  const isPath = path !== null && (field !== 'page_path' || value.startsWith('/'));
  if (!isPath || value === '') return { ok: false, field, message: 'not an address of a page' };
  const found = path[1] ?? '/';
  const own = found.startsWith('/') ? found : `/${found}`;
  if (!/^[\x21-\x7e]+$/.test(own)) return { ok: false, field, message: 'has characters that no URL has' };
  if (own.length > LONGEST_PATH) return { ok: false, field, message: `longer than ${LONGEST_PATH}` };
  return { ok: true, path: own };
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
