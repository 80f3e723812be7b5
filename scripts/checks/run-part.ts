/** Runs one part; its output goes to a log file and, when it fails or was asked for alone, to the terminal. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter } from 'node:path';
import type { Part } from './parts.ts';

export type PartResult = { name: string; ok: boolean; seconds: number; log: string };

/** Milliseconds after the end of a command for which its output is still read. */
const LEFT_BEHIND = 5_000;

/** Runs the commands of a part until one fails. */
export async function runPart(
  part: Part,
  options: { root: string; logFolder: string; loud: boolean; env: Record<string, string> },
): Promise<PartResult> {
  const began = performance.now();
  const log = `${options.logFolder}/${part.name}.log`;
  const file = createWriteStream(log);
  let ok = true;
  for (const [command, ...args] of part.commands) {
    file.write(`$ ${command} ${args.join(' ')}\n`);
    ok = await run(command, args, { ...options, env: { ...options.env, ...part.env } }, file);
    if (!ok) break;
  }
  await new Promise((resolve) => file.end(resolve));
  return { name: part.name, ok, seconds: (performance.now() - began) / 1000, log };
}

function run(
  command: string,
  args: string[],
  options: { root: string; loud: boolean; env: Record<string, string> },
  file: NodeJS.WritableStream,
): Promise<boolean> {
  const path = `${options.root}/node_modules/.bin${delimiter}${process.env.PATH ?? ''}`;
  const env = { ...process.env, ...options.env, PATH: path };
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: options.root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        file.write(chunk);
        if (options.loud) process.stdout.write(chunk);
      });
    }
    child.on('error', (error) => {
      file.write(`${error.message}\n`);
      resolve(false);
    });
    // Whatever it has started and left behind may hold its output open for good.
    child.on('exit', () => {
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LEFT_BEHIND).unref();
    });
    child.on('close', (code) => resolve(code === 0));
  });
}

/** The end of a log, for the terminal. */
export async function tail(log: string, lines: number): Promise<string> {
  const text = await readFile(log, 'utf8');
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
