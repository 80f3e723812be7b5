/**
 * Other cache plugins, from a folder that the command line names: each in a WordPress of its own, activated, with the
 * settings that it has after activation. A folder may hold `wp-content/` to lay over that of the site (drop-in, settings
 * as files) and `wp-config.txt` with lines for wp-config.php, where its fastest configuration needs them.
 */
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import type { ServedSite } from '../machine/configs.ts';
import { copySite, inSite } from './sites.ts';

export async function peerSites(template: string, folder: string, peers: string): Promise<ServedSite[]> {
  const sites: ServedSite[] = [];
  for (const entry of await readdir(peers, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const from = `${peers}/${entry.name}`;
    const site = await copySite(template, folder, `peer-${entry.name}`);
    await cp(from, `${site.root}/wp-content/plugins/${entry.name}`, { recursive: true });
    await cp(`${from}/wp-content`, `${site.root}/wp-content`, { recursive: true }).catch(() => undefined);
    const lines = await readFile(`${from}/wp-config.txt`, 'utf8').catch(() => "define( 'WP_CACHE', true );");
    const config = `${site.root}/wp-config.php`;
    await writeFile(config, (await readFile(config, 'utf8')).replace('<?php\n', `<?php\n${lines.trim()}\n`));
    await inSite('activate-peer.php', site.root, entry.name);
    sites.push({ ...site, name: entry.name });
  }
  return sites;
}
