import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What `npm run deploy` was asked for. */
export type DeployOptions = {
  /** Look and tell; change nothing. */
  check: boolean;
  /** Do it without asking. */
  yes: boolean;
  /** The Worker's name when it is not the one of wrangler.jsonc, as for a second edge in one account. */
  name: string | null;
  /** Zone routes, as in `example.com/*`. */
  routes: string[];
  /** Variables that differ from those of wrangler.jsonc. */
  vars: Record<string, string>;
};

/** The command line, understood or refused with one sentence. */
export type ParsedDeployOptions =
  | { kind: 'run'; options: DeployOptions }
  | { kind: 'help' }
  | { kind: 'refused'; sentence: string };

export const HELP = `npm run deploy -- [OPTIONS]

Puts the Worker into your Cloudflare account. Shows a checklist of what is there and what is to do, asks, makes what is
missing (databases, namespace, bucket, tables, secrets), deploys, and asks the new Worker how it is. Run it again at any
time: what is there is left alone.

  --check            only the checklist; nothing is changed
  --yes              do not ask
  --name NAME        another name for the Worker and all that belongs to it (dynamic-cache-edge)
  --route PATTERN    a route of one of your zones, as in "example.com/*"; can be given more than once
  --var NAME=VALUE   a variable other than wrangler.jsonc has it, as in CACHE_ENABLED=false; can be given more than once
  --help             this text

The account: \`npx wrangler login\` once, or CLOUDFLARE_API_TOKEN; CLOUDFLARE_ACCOUNT_ID where the token sees several.
`;

const KNOWN = {
  check: { type: 'boolean' },
  yes: { type: 'boolean' },
  name: { type: 'string' },
  route: { type: 'string', multiple: true },
  var: { type: 'string', multiple: true },
  help: { type: 'boolean' },
} satisfies NonNullable<Parameters<typeof parseArgs>[0]>['options'];

const ASSIGNMENT = /^([A-Z][A-Z0-9_]*)=(.*)$/s;

const Values = z.object({
  check: z.boolean().default(false),
  yes: z.boolean().default(false),
  // The longest name of a bucket is 63 characters, and ours are the Worker's with a word behind it.
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}[a-z0-9]$/)
    .nullable()
    .default(null),
  route: z.array(z.string().regex(/^[a-z0-9*.-]+\/[^\s?#]*$/)).default([]),
  var: z
    .array(z.string().regex(ASSIGNMENT))
    .default([])
    .transform((pairs) =>
      Object.fromEntries(pairs.map((pair) => [nameOf(pair), pair.slice(nameOf(pair).length + 1)])),
    ),
});

const RIGHT: Readonly<Record<string, string>> = {
  check: 'takes no value',
  yes: 'takes no value',
  name: 'takes 2 to 42 lower-case letters, digits and hyphens, as in --name my-edge',
  route: 'takes a pattern of one of your zones, as in --route "example.com/*"',
  var: 'takes a name and a value, as in --var CACHE_ENABLED=false',
};

/** Understands the arguments of `npm run deploy`. */
export function parseDeployOptions(args: string[]): ParsedDeployOptions {
  const { tokens, values } = parseArgs({ args, options: KNOWN, strict: false, tokens: true });
  if (values.help === true) return { kind: 'help' };
  for (const token of tokens) {
    if (token.kind === 'option-terminator' || (token.kind === 'option' && token.name in KNOWN)) continue;
    const name = token.kind === 'option' ? token.rawName : `“${token.value}”`;
    const sentence = `${name} is no option: the options are --${Object.keys(KNOWN).join(', --')}.`;
    return { kind: 'refused', sentence };
  }
  const parsed = Values.safeParse(values);
  if (!parsed.success) {
    const option = String(parsed.error.issues[0]?.path[0]);
    return { kind: 'refused', sentence: `--${option} ${RIGHT[option]}.` };
  }
  const { check, yes, name, route, var: vars } = parsed.data;
  return { kind: 'run', options: { check, yes, name, routes: route, vars } };
}

function nameOf(pair: string): string {
  return pair.slice(0, Math.max(0, pair.indexOf('=')));
}
