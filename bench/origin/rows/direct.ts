/** Direct mode beside nginx sending the same bytes as static files; servers of their own, because both need the page first. */
import type { Programs } from '../machine/programs.ts';
import { startServers } from '../machine/servers.ts';
import { loader } from '../measure/load.ts';
import { takeTurns } from '../measure/rounds.ts';
import type { Options } from '../options.ts';
import { ratio, type Table, whole } from '../report.ts';
import { NAMES, urlOf } from '../sites/contestants.ts';
import { directSite, filled, isDirect } from '../sites/direct.ts';
import { ENCODINGS, staticSite } from '../sites/floor.ts';
import { type Template, UnableToPrepare } from '../sites/sites.ts';

export async function direct(
  programs: Programs,
  template: Template,
  folder: string,
  options: Options,
): Promise<Table> {
  const site = { ...(await directSite(template, folder)), name: NAMES.direct };
  const first = await startServers(programs, folder, [site]);
  const answers = await filled(urlOf(site)).finally(() => first.stop());
  const still = { ...(await staticSite(folder, answers)), name: NAMES.static };
  const servers = await startServers(programs, folder, [still, site]);
  try {
    const load = loader(programs, servers, null);
    const contestants = [still, site].map((one) => ({ name: one.name, url: urlOf(one) }));
    const rows: string[][] = [];
    for (const encoding of ENCODINGS) {
      for (const connections of options.connections) {
        const how = { encoding, connections, seconds: options.seconds, rounds: options.rounds };
        const results = await takeTurns(load, contestants, how);
        const [a, b] = [results.get(NAMES.direct), results.get(NAMES.static)];
        if (a === undefined || b === undefined) throw new UnableToPrepare('a contestant is missing');
        const figures = [a.rate, b.rate, a.cpu, b.cpu].map(whole);
        rows.push([encoding, String(connections), ratio(a.rate / b.rate), ratio(b.cpu / a.cpu), ...figures]);
      }
    }
    if (!(await isDirect(urlOf(site)))) throw new UnableToPrepare('nginx has left it to PHP meanwhile');
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
