/** The two scripts for the management API, against a real Worker before a real origin. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMeasure, parseWalk } from '../cache-api/options.ts';
import { Figures } from '../cache-api/scenarios.ts';
import { STEPS } from '../cache-api/walk.ts';
import { startEdge } from '../edge/runtime.ts';
import { Lifetime } from '../stack/lifetime.ts';
import { freePort } from '../stack/ports.ts';
import { repository } from '../stack/repository.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SECRET = 'secret-of-the-scripts-tests';
const lifetime = new Lifetime();
let origin: Server;
let edge = '';

beforeAll(async () => {
  origin = createServer((request, response) => {
    const life = request.url === '/never/' ? 'no-store' : 's-maxage=600';
    response
      .setHeader('Cache-Control', life)
      .setHeader('Content-Type', 'text/html')
      .end('<html>a page</html>');
  });
  const [from, port] = [await freePort(), await freePort()];
  await new Promise<void>((listening) => origin.listen(from, '127.0.0.1', listening));
  const strategy = 'edge-r2';
  await startEdge(
    { origin: `http://127.0.0.1:${from}`, port, secret: SECRET, data: null, strategy },
    lifetime,
  );
  edge = `http://127.0.0.1:${port}`;
}, 60_000);

afterAll(async () => {
  await lifetime.end();
  origin.close();
});

function script(name: string, args: string[]) {
  return run(join(repository.root, 'scripts', `${name}.mjs`), args);
}

function run(file: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const key = { EDGE_SITE_ID: 'local', EDGE_KID: 'local', EDGE_PLUGIN_ID: 'local', EDGE_SECRET: SECRET };
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, WORKER_BASE_URL: edge, ...key },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

describe('test-cache-api', () => {
  it('walks every route, and ends with 0', async () => {
    const { code, output } = await script('test-cache-api', ['--pages', '', '--path', '/a/']);
    expect([output.match(/^WRONG.*$/gm), output.match(/^ok /gm)?.length, code]).toEqual([null, 14, 0]);
  }, 60_000);

  it('ends with 1, and says which routes, when the key is wrong', async () => {
    const { code, output } = await script('test-cache-api', ['--secret', 'another-secret-than-that']);
    expect([code, output]).toEqual([1, expect.stringContaining('signature_mismatch')]);
  }, 60_000);

  it('ends with 1, and says so, when there is no Worker', async () => {
    const { code, output } = await script('test-cache-api', [
      '--url',
      `http://127.0.0.1:${await freePort()}`,
    ]);
    expect([code, output]).toEqual([1, expect.stringContaining('cannot be reached')]);
  }, 60_000);
});

describe('test-cache-performance', () => {
  const SHORT = ['--pages', '', '--iterations', '20', '--concurrent', '4', '--duration', '500'];

  it('runs its six scenarios, and ends with 0 above the target', async () => {
    const { code, output } = await script('test-cache-performance', [...SHORT, '--path', '/a/']);
    const names = [...output.matchAll(/^passed {2}(\w+)/gm)].map(([, name]) => name);
    expect([names, code]).toEqual([['health', 'warming', 'page', 'benchmark', 'load', 'target'], 0]);
  }, 60_000);

  it('ends with 1 below the target', async () => {
    const args = [...SHORT, '--path', '/a/', '--path', '/never/'];
    const { code, output } = await script('test-cache-performance', args);
    expect([code, output]).toEqual([1, expect.stringMatching(/FAILED {2}target: .* 85 % wanted/)]);
  }, 60_000);
});

describe('docs/cache-api.md', () => {
  it('shows a client that signs as it should', async () => {
    const text = readFileSync(join(repository.root, 'docs/cache-api.md'), 'utf8');
    const [, client = ''] = /```js\n([\s\S]*?)```/.exec(text) ?? [];
    const file = join(temporaryFolder(), 'call.mjs');
    writeFileSync(file, client);
    const call = (...args: string[]) => run(file, args);
    const body = '{"site_id":"local","metrics":true}';
    expect((await call('GET', '/api/cache/metrics?hours=24')).output).toMatch(/^200 /);
    expect((await call('POST', '/api/cache/reset', body)).output).toMatch(/^200 .*\["metrics"\]/);
  }, 60_000);

  it('has a section for each route', () => {
    const text = readFileSync(join(repository.root, 'docs/cache-api.md'), 'utf8');
    const sections = [...text.matchAll(/^### (GET|POST) (\S+)$/gm)].map(
      ([, method, path]) => `${method?.toLowerCase()} ${path}`,
    );
    expect(sections.sort()).toEqual(Object.keys(STEPS).sort());
  });
});

describe('the command lines', () => {
  const key = {
    WORKER_BASE_URL: 'http://w.test',
    EDGE_SITE_ID: 's',
    EDGE_KID: 'k',
    EDGE_SECRET: 'x'.repeat(16),
  };
  const refusal = (args: string[], env = key) => {
    const parsed = parseMeasure(args, env);
    return parsed.kind === 'refused' ? parsed.sentence : parsed.kind;
  };

  it('take what the environment knows, and the numbers that were asked for', () => {
    const numbers = ['--iterations', '100', '--concurrent', '10', '--target', '85', '--duration', '180000'];
    const parsed = parseMeasure(numbers, key);
    expect(parsed).toMatchObject({
      kind: 'run',
      options: {
        url: 'http://w.test',
        paths: ['/'],
        pages: '/edge/cache',
        iterations: 100,
        concurrent: 10,
        target: 85,
        duration: 180_000,
      },
    });
    expect(parsed).toEqual(parseMeasure([], key));
    expect(parseWalk(['--help'], {}).kind).toBe('help');
  });

  it.each([
    [['--iterations', '0'], '--iterations has no value'],
    [['--target', '101'], '--target has no value'],
    [['--path', 'a'], '--path has no value'],
    [['--speed', '1'], '--speed is no option'],
    [['more'], '“more” is no option'],
    [['--env', '/nowhere/dev.env'], 'There is no file'],
  ])('refuse %j in a sentence', (args, sentence) => {
    expect(refusal(args)).toContain(sentence);
  });

  it('never repeat a secret', () => {
    expect(refusal(['--secret', 'short'])).not.toContain('short');
  });
});

it('nothing measured is no success', () => {
  expect(new Figures().hitRatio).toBe(0);
});
