/** CPU time of the workerd that this process has started, from /proc; other systems have no such figure. */
import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks per second, as Linux shows them to programs whatever its own rate is. */
const TICKS = 100;

/** Seconds of CPU used so far by our child processes; null where that cannot be read. */
export async function childCpuSeconds(): Promise<number | null> {
  try {
    const names = (await readdir('/proc')).filter((name) => /^[0-9]+$/.test(name));
    const stats = await Promise.all(
      names.map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')),
    );
    const ticks = stats.map(ticksOfChild).filter((value) => value !== null);
    return ticks.length === 0 ? null : ticks.reduce((sum, value) => sum + value, 0) / TICKS;
  } catch {
    return null;
  }
}

/** User and system time of a process whose parent we are. The name, in brackets, may hold spaces. */
function ticksOfChild(stat: string): number | null {
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (name !== 'workerd' || Number(fields[1]) !== process.pid) return null;
  return Number(fields[11]) + Number(fields[12]);
}
