/** The Lighthouse runner as it is, with a real browser on a page of a real server. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../stack/ports.ts';
import { repository } from '../stack/repository.ts';
import { temporaryFolder } from './temporary-folder.ts';

let server: Server;
let page = '';

beforeAll(async () => {
  server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><html lang="en"><title>A page</title><p>of a shop</p></html>');
  });
  const port = await freePort();
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  page = `http://127.0.0.1:${port}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const lighthouse = (...args: string[]) => lighthouseWith({}, ...args);

function lighthouseWith(
  env: Record<string, string>,
  ...args: string[]
): Promise<{ code: number | null; output: string }> {
  const script = join(repository.root, 'scripts/sandbox/run-lighthouse.sh');
  const child = spawn('bash', [script, ...args], { env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

describe('run-lighthouse.sh', () => {
  it('measures a page in a real browser, and writes both reports', async () => {
    const out = join(temporaryFolder(), 'reports');
    const { code, output } = await lighthouse(page, out);
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/performance +\d+ of 100[\s\S]*largest contentful/),
    ]);
    for (const kind of ['json', 'html']) expect(existsSync(`${out}/lighthouse.report.${kind}`)).toBe(true);
  }, 180_000);

  it('without a browser says what is missing and where to say where it is', async () => {
    const ended = await lighthouseWith({ CHROME_PATH: '/nowhere/chrome' }, page, temporaryFolder());
    expect(ended).toMatchObject({ code: 1, output: expect.stringMatching(/no Chrome found.*CHROME_PATH/) });
  });

  it.each([
    [[], 'usage'],
    [['file:///etc/passwd', '/tmp'], 'is no address of a page'],
  ])('%j ends with a sentence', async (args, sentence) => {
    expect(await lighthouse(...args)).toMatchObject({ code: 2, output: expect.stringContaining(sentence) });
  });
});
