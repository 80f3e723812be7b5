/** A site of which nginx sends the pages by itself, by the rules that the plugin writes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServedSite } from '../machine/configs.ts';
import { type Answer, ask, type Encoding } from './floor.ts';
import { copySite, inSite, switchOn, type Template, UnableToPrepare } from './sites.ts';

const WORD = 'X-Dynamic-Cache: hit; reason=direct';

export async function directSite(template: Template, folder: string): Promise<ServedSite> {
  const site = await copySite(template, folder, 'direct');
  await switchOn(site, { direct_mode: true });
  return { ...site, rules: await inSite('direct-rules.php', site.root) };
}

/** Its answers, after visits until nginx gives them; the first ones change the site, because core makes a menu. */
export async function filled(url: string): Promise<Record<Encoding, Answer>> {
  for (let visit = 0; visit < 20; visit++) {
    if (await isDirect(url)) return { gzip: await ask(url, 'gzip'), identity: await ask(url, 'identity') };
    await sleep(500);
  }
  const { headers } = await ask(url, 'gzip');
  throw new UnableToPrepare(`nginx does not answer by itself:\n${headers.join('\n')}`);
}

export async function isDirect(url: string): Promise<boolean> {
  return (await ask(url, 'gzip')).headers.includes(WORD);
}
