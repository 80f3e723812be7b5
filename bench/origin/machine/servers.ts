/** nginx and PHP-FPM in a folder of their own, on loopback; stopped by their process ids. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fpmConfig, nginxConfig, type ServedSite } from './configs.ts';
import type { Programs } from './programs.ts';

export interface Servers {
  nginx: number;
  fpm: number;
  stop(): Promise<void>;
}

export class UnableToServe extends Error {}

/** Starts both; resolves when every site answers. */
export async function startServers(
  programs: Programs,
  folder: string,
  sites: readonly ServedSite[],
): Promise<Servers> {
  const places = { folder, socket: `${folder}/fpm.sock` };
  await writeFile(`${folder}/nginx.conf`, nginxConfig(places, sites));
  await writeFile(`${folder}/fpm.conf`, fpmConfig(places));
  const asRoot = process.getuid?.() === 0 ? ['-R'] : [];
  const fpm = start(programs.fpm, [...asRoot, '-F', '-y', `${folder}/fpm.conf`]);
  const nginx = start(programs.nginx, [
    '-p',
    folder,
    '-e',
    `${folder}/nginx-errors.log`,
    '-c',
    `${folder}/nginx.conf`,
  ]);
  const stop = async () => {
    await Promise.all([end(nginx), end(fpm)]);
  };
  try {
    for (const site of sites) await answers(site, [nginx, fpm], folder);
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return { nginx: nginx.pid ?? 0, fpm: fpm.pid ?? 0, stop };
}

/** Runs until it is ended, or this process ends. */
export function start(program: string, args: string[]): ChildProcess {
  const child = spawn(program, args, { stdio: 'ignore' });
  const atExit = () => child.kill('SIGTERM');
  process.once('exit', atExit);
  child.once('exit', () => process.off('exit', atExit));
  child.on('error', () => undefined);
  return child;
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const over = once(child, 'exit');
  child.kill('SIGTERM');
  await over;
}

async function answers(site: ServedSite, children: ChildProcess[], folder: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const dead = children.some((child) => child.exitCode !== null || child.pid === undefined);
    if (dead) break;
    const isUp = await fetch(`http://127.0.0.1:${site.port}/`, { redirect: 'manual' }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status !== 502;
      },
      () => false,
    );
    if (isUp) return;
    await sleep(50);
  }
  const logs = await Promise.all(
    ['nginx-errors.log', 'fpm-errors.log', 'php-errors.log'].map((name) =>
      readFile(`${folder}/${name}`, 'utf8').catch(() => ''),
    ),
  );
  throw new UnableToServe(
    `${site.name} does not answer.\n${logs.join('').split('\n').slice(-20).join('\n')}`,
  );
}
