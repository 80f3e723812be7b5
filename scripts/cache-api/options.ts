/** The command lines of scripts/test-cache-api.mjs and scripts/test-cache-performance.mjs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PagePath } from '@dynamic-cache/contracts/cache-api';
import { SiteId } from '@dynamic-cache/contracts/config';
import { z } from 'zod';
import { readDevEnv } from '../stack/dev-env.ts';
import { UnableToStart } from '../stack/failure.ts';
import { repository } from '../stack/repository.ts';

/** A Worker and the key of one of its sites. */
export interface Target {
  url: string;
  siteId: string;
  kid: string;
  pluginId: string;
  secret: string;
  /** What stands before a page's path; `/edge/cache` on a Worker with registered sites. */
  pages: string;
  paths: string[];
}

export interface Measure {
  iterations: number;
  concurrent: number;
  /** Percent. */
  target: number;
  /** Length of the load, in milliseconds. */
  duration: number;
}

export type Parsed<T> =
  | { kind: 'run'; options: T }
  | { kind: 'help' }
  | { kind: 'refused'; sentence: string };

const TARGET_HELP = `  --url URL        the Worker’s own hostname, as in http://127.0.0.1:8787
  --site-id ID     the registered site whose key signs
  --kid ID         the id of that key
  --secret S       its secret; better given as EDGE_SECRET, which no process list shows
  --plugin-id ID   what the plugin calls itself; any text of letters and digits
  --pages PREFIX   what stands before a page’s path: /edge/cache, or nothing for a Worker in general mode
  --path PATH      a page to ask for; may be given again
  --env FILE       reads what is not given from a dev.env, as \`npm start\` writes it (.data/dev.env)
  --help           this text

Where it runs after \`npm start\`, nothing has to be given. Exit 0: all is as it should be; 1: it is not, or cannot run.
`;

export const WALK_HELP = `node scripts/test-cache-api.mjs [OPTIONS]

Walks every route of the management API (the ones that /openapi.json lists) against a running Worker, and checks each
answer against its schema. It purges, invalidates and warms; it deletes no page and no figure.

${TARGET_HELP}`;

export const MEASURE_HELP = `node scripts/test-cache-performance.mjs [OPTIONS]

Six scenarios against a running Worker: health, warming, each page, the Worker’s own benchmark, load, target reached.
Times are the client’s: what a visitor on this machine would feel.

  --iterations N   requests per page (100)
  --concurrent N   requests at a time (10)
  --target P       hit ratio in percent below which it fails (85)
  --duration MS    length of the load in milliseconds (180000)
${TARGET_HELP}`;

const TARGET = {
  url: { type: 'string' },
  'site-id': { type: 'string' },
  kid: { type: 'string' },
  secret: { type: 'string' },
  'plugin-id': { type: 'string' },
  pages: { type: 'string' },
  path: { type: 'string', multiple: true },
  env: { type: 'string' },
  help: { type: 'boolean' },
} satisfies Known;
const MEASURE = {
  iterations: { type: 'string' },
  concurrent: { type: 'string' },
  target: { type: 'string' },
  duration: { type: 'string' },
} satisfies Known;
type Known = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

const number = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,7}(\.\d+)?$/)
    .default(String(otherwise))
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const Id = z.string().regex(/^[A-Za-z0-9_.:-]{1,128}$/);
const TargetValues = z.object({
  url: z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin),
  'site-id': SiteId,
  kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  secret: z.string().min(16),
  'plugin-id': Id.default('cache-scripts'),
  pages: z
    .string()
    .regex(/^(\/[A-Za-z0-9/_.~-]*[^/])?$/)
    .default('/edge/cache'),
  path: z.array(PagePath).min(1).max(20).default(['/']),
});
const MeasureValues = TargetValues.extend({
  iterations: number(1, 10_000, 100).pipe(z.int()),
  concurrent: number(1, 200, 10).pipe(z.int()),
  target: number(0, 100, 85),
  duration: number(100, 3_600_000, 180_000).pipe(z.int()),
});

/** Understands the arguments of the walk; what they do not say, `env` and a dev.env do. */
export function parseWalk(args: string[], env: NodeJS.ProcessEnv): Parsed<Target> {
  return parse(args, env, TARGET, TargetValues, targetOf);
}

export function parseMeasure(args: string[], env: NodeJS.ProcessEnv): Parsed<Target & Measure> {
  return parse(args, env, { ...TARGET, ...MEASURE }, MeasureValues, (values) => {
    const { iterations, concurrent, target, duration } = values;
    return { ...targetOf(values), iterations, concurrent, target, duration };
  });
}

function targetOf(values: z.infer<typeof TargetValues>): Target {
  const { url, kid, secret, pages } = values;
  return {
    url,
    kid,
    secret,
    pages,
    siteId: values['site-id'],
    pluginId: values['plugin-id'],
    paths: values.path,
  };
}

function parse<V, T>(
  args: string[],
  env: NodeJS.ProcessEnv,
  known: Known,
  schema: z.ZodType<V>,
  make: (values: V) => T,
): Parsed<T> {
  const { tokens, values } = parseArgs({ args, options: known, strict: false, tokens: true });
  if (values.help === true) return { kind: 'help' };
  for (const token of tokens) {
    if (token.kind === 'option' && token.name in known) continue;
    const name =
      token.kind === 'option' ? token.rawName : token.kind === 'positional' ? `“${token.value}”` : '--';
    return { kind: 'refused', sentence: `${name} is no option; --help lists them.` };
  }
  try {
    const parsed = schema.safeParse({ ...fromEnvironment(env, values.env), ...values });
    if (parsed.success) return { kind: 'run', options: make(parsed.data) };
    const option = String(parsed.error.issues[0]?.path[0]);
    const why =
      values[option] === undefined
        ? 'is needed, and neither given nor in a dev.env'
        : 'has no value that it takes';
    return { kind: 'refused', sentence: `--${option} ${why}; --help says more.` };
  } catch (error) {
    if (error instanceof UnableToStart) return { kind: 'refused', sentence: error.message };
    throw error;
  }
}

function fromEnvironment(env: NodeJS.ProcessEnv, file: unknown): Record<string, string> {
  const usual = join(repository.root, '.data', 'dev.env');
  const path = typeof file === 'string' ? file : usual;
  if (typeof file === 'string' && !existsSync(path)) throw new UnableToStart(`There is no file ${path}.`);
  const stored: Record<string, string | undefined> = existsSync(path) ? readDevEnv(path) : {};
  const names = {
    url: 'WORKER_BASE_URL',
    'site-id': 'EDGE_SITE_ID',
    kid: 'EDGE_KID',
    secret: 'EDGE_SECRET',
    'plugin-id': 'EDGE_PLUGIN_ID',
  };
  return Object.fromEntries(
    Object.entries(names).flatMap(([option, name]) => {
      const value = env[name] ?? stored[name];
      return value === undefined ? [] : [[option, value]];
    }),
  );
}
