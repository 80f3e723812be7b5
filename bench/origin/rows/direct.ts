/** Direct mode beside nginx sending the same bytes as static files; servers of their own, because both need the page first. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Programs } from '../machine/programs.ts';
import { startServers } from '../machine/servers.ts';
import { loader } from '../measure/load.ts';
import { takeTurns } from '../measure/rounds.ts';
import type { Options } from '../options.ts';
import { ratio, type Table, whole } from '../report.ts';
import { urlOf } from '../sites/contestants.ts';
import { type Answer, ask, ENCODINGS, type Encoding, staticSite } from '../sites/floor.ts';
import { copySite, inSite, switchOn, type Template, UnableToPrepare } from '../sites/sites.ts';

const STATIC = 'nginx, a static file';
const DIRECT = 'direct mode';
const WORD = 'X-Dynamic-Cache: hit; reason=direct';

export async function direct(
  programs: Programs,
  template: Template,
  folder: string,
  options: Options,
): Promise<Table> {
  const copy = await copySite(template, folder, 'direct');
  await switchOn(copy, { direct_mode: true });
  const rules = await inSite('direct-rules.php', copy.root);
  const site = { ...copy, name: DIRECT, rules };
  const first = await startServers(programs, folder, [site]);
  const answers = await filled(urlOf(site)).finally(() => first.stop());
  const still = { ...(await staticSite(folder, answers)), name: STATIC };
  const servers = await startServers(programs, folder, [still, site]);
  try {
    const load = loader(programs, servers, null);
    const contestants = [still, site].map((one) => ({ name: one.name, url: urlOf(one) }));
    const rows: string[][] = [];
    for (const encoding of ENCODINGS) {
      for (const connections of options.connections) {
        const how = { encoding, connections, seconds: options.seconds, rounds: options.rounds };
        const results = await takeTurns(load, contestants, how);
        const [a, b] = [results.get(DIRECT), results.get(STATIC)];
        if (a === undefined || b === undefined) throw new UnableToPrepare('a contestant is missing');
        const figures = [a.rate, b.rate, a.cpu, b.cpu].map(whole);
        rows.push([encoding, String(connections), ratio(a.rate / b.rate), ratio(b.cpu / a.cpu), ...figures]);
      }
    }
    if (!(await isOurs(urlOf(site)))) throw new UnableToPrepare('nginx has left it to PHP meanwhile');
    return {
      title: 'Direct mode ÷ a static file',
      note: 'The same nginx, the same bytes. The aim is ≥ 0.95 by CPU.',
      head: ['body', 'at once', 'by rate', 'by CPU', 'direct/s', 'static/s', 'direct µs', 'static µs'],
      rows,
    };
  } finally {
    await servers.stop();
  }
}

/** Visits until nginx answers by itself; the first ones change the site, because core makes a menu. */
async function filled(url: string): Promise<Record<Encoding, Answer>> {
  for (let visit = 0; visit < 20; visit++) {
    if (await isOurs(url)) return { gzip: await ask(url, 'gzip'), identity: await ask(url, 'identity') };
    await sleep(500);
  }
  const { headers } = await ask(url, 'gzip');
  throw new UnableToPrepare(`nginx does not answer by itself:\n${headers.join('\n')}`);
}

async function isOurs(url: string): Promise<boolean> {
  return (await ask(url, 'gzip')).headers.includes(WORD);
}
