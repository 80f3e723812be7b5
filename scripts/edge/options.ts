import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Strategy } from '@dynamic-cache/contracts/settings';
import { z } from 'zod';

/** What `npm run edge` was asked for. */
export type EdgeOptions = {
  /** Scheme and authority. */
  origin: string;
  port: number;
  /** Signs purges; null: nobody may purge. */
  secret: string | null;
  /** Folder of the ledger and the durable tiers; null: they end with the process. */
  data: string | null;
  /** Names the tiers. */
  strategy: Strategy;
};

/** The command line, understood or refused with one sentence. */
export type ParsedEdgeOptions =
  | { kind: 'run'; options: EdgeOptions }
  | { kind: 'help' }
  | { kind: 'refused'; sentence: string };

export const HELP = `npm run edge -- --origin URL --port N --marker off [OPTIONS]

Runs the Worker alone, as a shared HTTP cache before any origin, by the rules of HTTP (RFC 9111).

  --origin URL   where the origin answers, as in http://127.0.0.1:8000
  --port N       the port on which the edge listens, on this machine alone
  --marker off   no store marker is asked for: what may be stored, the rules of HTTP say
  --secret S     16 bytes or more: signs POST /api/cache/purge (v1, kid, plugin id and site_id “local”)
  --data DIR     keeps the purge ledger and the durable tiers here; a second edge with the same folder shares them
  --strategy S   which tiers keep copies: edge-r2 (memory, Cache API, KV, R2; this one when nothing is said),
                 edge-balanced (without R2), object-cache or origin-disk (memory and Cache API)
  --help         this text
`;

const KNOWN = {
  origin: { type: 'string' },
  port: { type: 'string' },
  marker: { type: 'string' },
  secret: { type: 'string' },
  data: { type: 'string' },
  strategy: { type: 'string' },
  help: { type: 'boolean' },
} satisfies NonNullable<Parameters<typeof parseArgs>[0]>['options'];

const Values = z.object({
  origin: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text))
    .refine((url) => url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '')
    .refine((url) => /^[a-z0-9.-]+$/.test(url.hostname))
    .transform((url) => url.origin),
  port: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(65_535)),
  marker: z.literal('off'),
  secret: z
    .string()
    .min(16)
    .max(512)
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  data: z.string().min(1).optional(),
  strategy: Strategy.default('edge-r2'),
});

const RIGHT: Readonly<Record<string, string>> = {
  origin: 'takes a scheme and an authority without a path, as in --origin http://127.0.0.1:8000',
  port: 'takes a number from 1 to 65535, as in --port 8787',
  marker: 'is off: with markers the Worker serves sites that register, which `npm start` runs',
  secret: 'takes 16 to 512 printable characters without spaces',
  data: 'takes a folder, as in --data .data/edge',
  strategy: `is ${Strategy.options.join(', ')}`,
};

/** Understands the arguments of `npm run edge`; `folder` is where a relative `--data` begins. */
export function parseEdgeOptions(args: string[], folder: string): ParsedEdgeOptions {
  const { tokens, values } = parseArgs({ args, options: KNOWN, strict: false, tokens: true });
  if (values.help === true) return { kind: 'help' };
  for (const token of tokens) {
    const isKnown = token.kind === 'option-terminator' || (token.kind === 'option' && token.name in KNOWN);
    if (isKnown) continue;
    const name = token.kind === 'option' ? token.rawName : `“${token.value}”`;
    return {
      kind: 'refused',
      sentence: `${name} is no option: the options are --${Object.keys(KNOWN).join(', --')}.`,
    };
  }
  const parsed = Values.safeParse(values);
  if (parsed.success) {
    const { origin, port, secret, data, strategy } = parsed.data;
    return {
      kind: 'run',
      options: {
        origin,
        port,
        strategy,
        secret: secret ?? null,
        data: data === undefined ? null : resolve(folder, data),
      },
    };
  }
  const option = String(parsed.error.issues[0]?.path[0]);
  return { kind: 'refused', sentence: refusal(option, values[option]) };
}

/** A secret is not repeated on a screen. */
function refusal(option: string, given: unknown): string {
  const what = typeof given === 'string' && option !== 'secret' ? `, and “${given}” was given` : '';
  const missing = given === undefined ? ', and is needed' : what;
  return `--${option} ${RIGHT[option]}${missing}.`;
}
