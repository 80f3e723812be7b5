/** The most memory that a hit takes, beside a bare script. A file that runs before every script writes it down. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Programs } from '../machine/programs.ts';
import { startServers } from '../machine/servers.ts';
import type { Table } from '../report.ts';
import { type Arena, NAMES, urlOf } from '../sites/contestants.ts';
import { ask } from '../sites/floor.ts';

const prepend = fileURLToPath(new URL('../php/watch-memory.php', import.meta.url));
const Peak = z.object({ peak: z.number() });

export async function memory(programs: Programs, arena: Arena, folder: string): Promise<Table> {
  const names: readonly string[] = [NAMES.bare, NAMES.early, NAMES.floor, NAMES.dropIn];
  // The same ports: a WordPress answers under its own address alone.
  await arena.servers.stop();
  const peaks = new Map<string, number>();
  for (const site of arena.sites.filter(({ name }) => names.includes(name))) {
    const own = `${folder}/watched-${site.port}`;
    await mkdir(own);
    const servers = await startServers(programs, own, [{ ...site, prepend }]);
    try {
      const file = `${site.root}/memory.json`;
      for (let visit = 0; visit < 3; visit++) await ask(urlOf(site), 'gzip');
      peaks.set(site.name, Peak.parse(JSON.parse(await readFile(file, 'utf8'))).peak);
      await rm(file);
    } finally {
      await servers.stop();
    }
  }
  const bare = peaks.get(NAMES.bare) ?? 0;
  return {
    title: 'Memory of a hit',
    note: 'memory_get_peak_usage(), gzip. The aim counts from a bare script; a drop-in pays for the files that WordPress loads before it.',
    head: ['who', 'KB', 'over a bare script, KB', 'aim'],
    rows: [...peaks].map(([name, peak]) => [
      name,
      kilobytes(peak),
      kilobytes(peak - bare),
      name === NAMES.bare ? '' : '≤ 1,024',
    ]),
  };
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(0);
}
