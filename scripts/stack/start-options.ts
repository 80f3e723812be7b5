import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { repository } from './repository.ts';
import type { RuntimeName } from './site-runtime.ts';

/** What `npm start` was asked for. */
export type StartOptions = {
  data: string;
  fresh: boolean;
  port: number;
  edgePort: number;
  runtime: RuntimeName | undefined;
};

/** The command line, understood or refused with one sentence. */
export type ParsedOptions =
  | { kind: 'start'; options: StartOptions }
  | { kind: 'help' }
  | { kind: 'refused'; sentence: string };

export const HELP = `npm start [-- OPTIONS]

Runs a WordPress with the plugin, and the Worker as its edge, on this machine.

  --port N          the site's port (8888)
  --edge-port N     the edge's port (8787)
  --runtime NAME    native: the installed PHP (8.2 or newer with pdo_sqlite); wasm: PHP-WASM, about ten
                    times slower. Without it: native where that is installed, else wasm
  --data DIR        the folder that holds the site, its databases, secrets and logs (.data)
  --fresh           begin with an empty data folder
  --help            this text
`;

const KNOWN = {
  port: { type: 'string' },
  'edge-port': { type: 'string' },
  runtime: { type: 'string' },
  data: { type: 'string' },
  fresh: { type: 'boolean' },
  help: { type: 'boolean' },
} satisfies NonNullable<Parameters<typeof parseArgs>[0]>['options'];

/** Understands the arguments of `npm start`; `folder` is where a relative `--data` begins. */
export function parseStartOptions(args: string[], folder: string): ParsedOptions {
  // Not strict, because the sentences of parseArgs speak to the programmer; ours name what would be right.
  const { tokens, values } = parseArgs({ args, options: KNOWN, strict: false, tokens: true });
  for (const token of tokens) {
    const sentence = complaintAbout(token);
    if (sentence !== undefined) {
      return { kind: 'refused', sentence };
    }
  }
  if (values.help === true) {
    return { kind: 'help' };
  }
  return checked(values, folder);
}

type Token = ReturnType<
  typeof parseArgs<{ tokens: true; strict: false; options: typeof KNOWN }>
>['tokens'][number];

function complaintAbout(token: Token): string | undefined {
  if (token.kind === 'positional') {
    return `“${token.value}” is no option: ${OPTIONS}.`;
  }
  if (token.kind === 'option-terminator') {
    return undefined;
  }
  const known = z.enum(['port', 'edge-port', 'runtime', 'data', 'fresh', 'help']).safeParse(token.name);
  if (!known.success || !token.rawName.startsWith('--')) {
    return `${token.rawName} is no option: ${OPTIONS}.`;
  }
  if (KNOWN[known.data].type === 'boolean') {
    return token.value === undefined
      ? undefined
      : `--${token.name} takes no value, and “${token.value}” was given.`;
  }
  return token.value === undefined || token.value === ''
    ? `--${token.name} needs a value, as in --${token.name} ${EXAMPLES[known.data]}.`
    : undefined;
}

const OPTIONS = 'the options are --port, --edge-port, --runtime, --data, --fresh and --help';
const EXAMPLES = { port: '8888', 'edge-port': '8787', runtime: 'native', data: '.data', fresh: '', help: '' };

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(65_535));
const Values = z.object({
  port: port.default(8888),
  'edge-port': port.default(8787),
  runtime: z.enum(['native', 'wasm']).optional(),
  data: z.string().optional(),
  fresh: z.boolean().default(false),
});

const RIGHT: Record<string, string> = {
  port: 'takes a number from 1 to 65535',
  'edge-port': 'takes a number from 1 to 65535',
  runtime: 'is native or wasm',
};

function checked(values: Record<string, unknown>, folder: string): ParsedOptions {
  const parsed = Values.safeParse(values);
  if (!parsed.success) {
    const option = String(parsed.error.issues[0]?.path[0]);
    return { kind: 'refused', sentence: `--${option} ${RIGHT[option]}, and “${values[option]}” was given.` };
  }
  const { runtime, fresh, data, port, 'edge-port': edgePort } = parsed.data;
  if (port === edgePort) {
    return { kind: 'refused', sentence: `--port and --edge-port must differ, and both are ${port}.` };
  }
  const where = data === undefined ? resolve(repository.root, '.data') : resolve(folder, data);
  return { kind: 'start', options: { data: where, fresh, port, edgePort, runtime } };
}
