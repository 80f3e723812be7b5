/**
 * Other cache plugins, from a folder that the command line names: each in a WordPress of its own, activated, with the
 * settings that it has after activation. A folder may hold `wp-content/` to lay over that of the site (drop-in, settings
 * as files), `wp-config.txt` with lines for wp-config.php, and `configure.php`, which runs inside WordPress after the
 * activation, where its fastest configuration needs them.
 */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ServedSite } from '../machine/configs.ts';
import { ask } from './floor.ts';
import { copySite, inSite, type Template, UnableToPrepare } from './sites.ts';

const counter = fileURLToPath(new URL('../php/count-renders.php', import.meta.url));

export interface Peer {
  name: string;
  /** Null when it could not even be activated. */
  site: ServedSite | null;
  /** Why it takes no part in the rounds; null when it does. */
  absence: string | null;
}

export async function peerSites(template: Template, folder: string, peers: string): Promise<Peer[]> {
  const found: Peer[] = [];
  for (const entry of await readdir(peers, { withFileTypes: true })) {
    if (entry.isDirectory()) found.push(await peer(template, folder, `${peers}/${entry.name}`, entry.name));
  }
  return found;
}

/**
 * Visits it until it should have a copy, and once more: a peer that lets WordPress render that visit too caches nothing in
 * the settings that it has, and says nothing about the others. Its server has to run.
 */
export async function judge(peer: Peer): Promise<Peer> {
  const { site } = peer;
  if (site === null) return peer;
  const url = `http://127.0.0.1:${site.port}/`;
  for (let visit = 0; visit < 5; visit++)
    for (const encoding of ['gzip', 'identity'] as const) await ask(url, encoding);
  const before = await renders(site);
  const { status } = await ask(url, 'gzip');
  if (status !== 200) return { ...peer, absence: `installed, but it answers with ${status}` };
  if ((await renders(site)) === before) return peer;
  return { ...peer, absence: 'installed, not configured: WordPress still renders every visit' };
}

async function peer(template: Template, folder: string, from: string, name: string): Promise<Peer> {
  const site = { ...(await copySite(template, folder, `peer-${name}`)), name };
  await cp(from, `${site.root}/wp-content/plugins/${name}`, { recursive: true });
  await cp(`${from}/wp-content`, `${site.root}/wp-content`, { recursive: true }).catch(() => undefined);
  await mkdir(`${site.root}/wp-content/mu-plugins`, { recursive: true });
  await cp(counter, `${site.root}/wp-content/mu-plugins/count-renders.php`);
  const lines = await readFile(`${from}/wp-config.txt`, 'utf8').catch(() => "define( 'WP_CACHE', true );");
  const config = `${site.root}/wp-config.php`;
  await writeFile(config, (await readFile(config, 'utf8')).replace('<?php\n', `<?php\n${lines.trim()}\n`));
  try {
    await inSite('activate-peer.php', site.root, name);
  } catch (thrown) {
    if (!(thrown instanceof UnableToPrepare)) throw thrown;
    return { name, site: null, absence: `not activated: ${thrown.message.split('\n')[0] ?? ''}` };
  }
  return { name, site, absence: null };
}

async function renders(site: ServedSite): Promise<number> {
  return (await readFile(`${site.root}/bench-renders`, 'utf8').catch(() => '')).length;
}
