/** The floors: what sends the same bytes as a hit and decides nothing. */

import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../../../scripts/stack/ports.ts';
import type { ServedSite } from '../machine/configs.ts';

const run = promisify(execFile);

export const ENCODINGS = ['gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface Answer {
  status: number;
  /** `Name: value`, without what the web server adds by itself. */
  headers: string[];
  body: Uint8Array;
}

/** One answer, without what a client library would take away. */
export function ask(url: string, encoding: Encoding): Promise<Answer> {
  const headers = encoding === 'gzip' ? { 'Accept-Encoding': 'gzip' } : {};
  return new Promise((resolve, reject) => {
    request(url, { headers, agent: false }, (response) => {
      const chunks: Uint8Array[] = [];
      response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      response.on('end', () => {
        const lines = response.rawHeaders.flatMap((name, i, all) =>
          i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : [],
        );
        const own = lines.filter(
          (line) => !/^(server|date|connection|x-powered-by|transfer-encoding):/i.test(line),
        );
        resolve({ status: response.statusCode ?? 0, headers: own, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });
}

/** A PHP file that sends both representations: header lines as literals, the body straight from a file. */
export async function writeFloor(file: string, answers: Readonly<Record<Encoding, Answer>>): Promise<void> {
  await writeScript(file, answers, '', (encoding) => `readfile(${literal(`${file}.${encoding}`)});`);
}

/** The same with the body from Redis, by one GET over a connection that is kept. */
async function writeRedisFloor(
  file: string,
  answers: Readonly<Record<Encoding, Answer>>,
  port: number,
): Promise<void> {
  const open = `$redis = new Redis();\n$redis->pconnect('127.0.0.1', ${port});\n`;
  await writeScript(file, answers, open, (encoding) => `echo $redis->get('bench-${encoding}');`);
  await run('php', [
    fileURLToPath(new URL('../php/put-in-redis.php', import.meta.url)),
    String(port),
    ...ENCODINGS.flatMap((encoding) => [`bench-${encoding}`, `${file}.${encoding}`]),
  ]);
}

async function writeScript(
  file: string,
  answers: Readonly<Record<Encoding, Answer>>,
  before: string,
  send: (encoding: Encoding) => string,
): Promise<void> {
  const branch = async (encoding: Encoding) => {
    const { headers, body } = answers[encoding];
    await writeFile(`${file}.${encoding}`, body);
    const lines = headers.map((line) => `    header(${literal(line)});`);
    return [...lines, `    ${send(encoding)}`].join('\n');
  };
  await writeFile(
    file,
    `<?php
${before}if (str_contains($_SERVER['HTTP_ACCEPT_ENCODING'] ?? '', 'gzip')) {
${await branch('gzip')}
} else {
${await branch('identity')}
}
exit;
`,
  );
}

/** A folder with one script in it, which answers everything; the floor of a way in that needs no WordPress. */
export async function bareSite(
  folder: string,
  name: string,
  answers: Readonly<Record<Encoding, Answer>>,
): Promise<ServedSite> {
  const root = `${folder}/${name}`;
  await mkdir(root);
  await writeFloor(`${root}/index.php`, answers);
  return { name, port: await freePort(), root };
}

/** A folder with one script in it, which answers everything with what one GET of Redis gives. */
export async function bareRedisSite(
  folder: string,
  answers: Readonly<Record<Encoding, Answer>>,
  redis: number,
): Promise<ServedSite> {
  const root = `${folder}/bare-redis`;
  await mkdir(root);
  await writeRedisFloor(`${root}/index.php`, answers, redis);
  return { name: 'bare-redis', port: await freePort(), root };
}

/** The page as files that nginx sends by itself. */
export async function staticSite(
  folder: string,
  answers: Readonly<Record<Encoding, Answer>>,
): Promise<ServedSite> {
  const root = `${folder}/static`;
  await mkdir(root);
  await writeFile(`${root}/index.html`, answers.identity.body);
  await writeFile(`${root}/index.html.gz`, answers.gzip.body);
  return {
    name: 'static',
    port: await freePort(),
    root,
    rules: 'index index.html; gzip_static on; gzip_vary on;',
  };
}

function literal(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
