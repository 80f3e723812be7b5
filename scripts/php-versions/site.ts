/** A WordPress of one test, inside PHP of a version: installed, with the plugin active, asked by requests. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PHPRequest } from '@php-wasm/universal';
import { type DataPaths, dataPaths } from '../stack/data-folder.ts';
import { freshSecret } from '../stack/dev-env.ts';
import { repository } from '../stack/repository.ts';
import { findCore } from '../stack/wordpress-core.ts';
import { makeWordPressFolder } from '../stack/wordpress-files.ts';
import { writeWordPressConfig } from '../stack/wp-config.ts';
import { runPhp, servePhp, type Version } from './php.ts';

const URL = 'http://127.0.0.1:8787';
const PLUGIN = '/wordpress/wp-content/plugins/ai-wp-dynamic-cache';
/** Milliseconds for getting a WordPress core. */
const PATIENCE = 100_000;

export type Answer = { status: number; word: string; body: string };

export type Site = {
  ask(path: string): Promise<Answer>;
  /** A call of the REST API by the administrator. */
  rest(method: 'GET' | 'PATCH' | 'POST', path: string, body?: string, revision?: string): Promise<Answer>;
  /** What PHP has written into its log, and what was printed, about files of ours. */
  complaints(): string[];
  stop(): Promise<void>;
};

/** Installs a WordPress and activates the plugin. */
export async function startSite(version: Version): Promise<Site> {
  const paths = await makeFolder(version);
  const mounts = {
    '/wordpress': paths.wordpress,
    '/database': paths.database,
    '/logs': paths.logs,
    [PLUGIN]: join(repository.root, 'plugin'),
  };
  const printed: string[] = [];
  const script = async (name: string): Promise<string> => {
    const { code, output } = await runPhp(version, mounts, [
      `${PLUGIN}/tests/WordPress/${name}`,
      '/wordpress',
    ]);
    if (code !== 0) throw new Error(`${name} under PHP ${version}: ${output}`);
    printed.push(output);
    return output.trim().split('\n').at(-1) ?? '';
  };
  await script('install.php');
  const authorization = `Basic ${Buffer.from(`admin:${await script('application-password.php')}`).toString('base64')}`;
  const server = await servePhp(version, mounts, URL);
  const send = async (request: PHPRequest): Promise<Answer> => {
    const answer = await server.request(request);
    printed.push(answer.text);
    const word = answer.headers['x-dynamic-cache']?.[0]?.split(';')[0] ?? '';
    return { status: answer.httpStatusCode, word, body: answer.text };
  };
  return {
    ask: (path) => send({ url: `${URL}${path}` }),
    rest: (method, path, body, revision = '*') =>
      send({
        url: `${URL}/wp-json/${path}`,
        method,
        headers: { authorization, 'content-type': 'application/json', 'if-match': revision },
        ...(body === undefined ? {} : { body }),
      }),
    complaints: () =>
      complaintsIn([...printed, existsSync(paths.phpLog) ? readFileSync(paths.phpLog, 'utf8') : '']),
    stop: async () => {
      await server[Symbol.asyncDispose]();
      rmSync(paths.root, { recursive: true, force: true });
    },
  };
}

async function makeFolder(version: Version): Promise<DataPaths> {
  const paths = dataPaths(mkdtempSync(join(tmpdir(), `dynamic-cache-php-${version}-`)));
  makeWordPressFolder(await findCore(() => {}, AbortSignal.timeout(PATIENCE)), paths);
  for (const folder of [paths.logs, paths.database]) mkdirSync(folder);
  writeWordPressConfig(paths, {
    databaseFolder: '/database',
    siteUrl: URL,
    phpLog: '/logs/php.log',
    bootstrapSecret: freshSecret(),
    sandboxToken: freshSecret(),
    journal: 'DELETE',
  });
  return paths;
}

function complaintsIn(texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => /(?:Deprecated|Warning|Notice|Fatal error|Parse error)\b.*dynamic-cache/.test(line));
}
