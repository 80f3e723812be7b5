import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { z } from 'zod';
import { UnableToStart } from '../stack/failure.ts';
import { type CommandResult, runCommand } from '../stack/processes.ts';
import { repository } from '../stack/repository.ts';

// An upload over a slow line takes a minute; what takes longer than this hangs.
const PATIENCE = 300_000;
const BIN = resolve(repository.root, 'node_modules', '.bin');

/** Cloudflare's own command: it knows the API, the account and how to bundle a Worker. */
export class Wrangler {
  readonly #env: Record<string, string>;

  /** @param env what it gets besides the environment of this process */
  constructor(env: Record<string, string> = {}) {
    this.#env = {
      // The pinned Node: that of the system may be too old for it.
      PATH: `${BIN}:${process.env.PATH ?? ''}`,
      // No question that nobody would see, and no colours in what is read by a program.
      CI: '1',
      NO_COLOR: '1',
      WRANGLER_SEND_METRICS: 'false',
      ...env,
    };
  }

  /** Runs it to its end, whatever that is. */
  attempt(args: string[], env: Record<string, string> = {}): Promise<CommandResult> {
    return runCommand(resolve(BIN, 'wrangler'), args, {
      cwd: repository.worker,
      env: { ...this.#env, ...env },
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  /**
   * Runs it and gives what it printed.
   *
   * @throws UnableToStart with what it complained about
   */
  async run(args: string[], env: Record<string, string> = {}): Promise<string> {
    const result = await this.attempt(args, env);
    if (!result.ok) throw new UnableToStart(`wrangler ${args.slice(0, 3).join(' ')}: ${complaintOf(result)}`);
    return result.stdout;
  }

  /** Runs it and parses the JSON that it printed. */
  async json<Schema extends z.ZodType>(args: string[], schema: Schema): Promise<z.output<Schema>> {
    const printed = await this.run(args);
    // It may say something above the JSON, such as that there is a newer wrangler.
    const parsed = schema.safeParse(parseJson(printed.slice(Math.max(0, printed.search(/^[[{]/m)))));
    if (parsed.success) return parsed.data;
    throw new UnableToStart(`wrangler ${args.join(' ')} answered something else than it used to.`);
  }
}

/** The lines that say what went wrong, without the box that wrangler draws around them. */
export function complaintOf(result: CommandResult): string {
  const lines = stripVTControlCharacters(`${result.stderr}\n${result.stdout}`)
    .split('\n')
    .map((line) => line.trim());
  const at = lines.findIndex((line) => line.includes('[ERROR]'));
  const said = lines
    .slice(Math.max(0, at))
    .filter((line) => line !== '' && !/^(🪵|If you think|Note that)/u.test(line));
  return said
    .slice(0, 4)
    .join(' ')
    .replace(/^.*\[ERROR\]\s*/, '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
