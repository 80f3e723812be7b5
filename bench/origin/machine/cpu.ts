/** CPU time of servers and their workers, from the scheduler's own account (nanoseconds); Linux. */
import { readdir, readFile } from 'node:fs/promises';

/** Seconds that these processes and their children have used so far. */
export async function cpuSeconds(parents: readonly number[]): Promise<number> {
  const all = (await readdir('/proc')).filter((name) => /^[0-9]+$/.test(name));
  const used = await Promise.all(all.map((pid) => usedBy(pid, parents)));
  return used.reduce((sum, one) => sum + one, 0);
}

async function usedBy(pid: string, parents: readonly number[]): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  if (!parents.includes(Number(pid)) && !parents.includes(parent)) return 0;
  // That of the process itself is its first thread's alone, and a database has one for each connection.
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const used = await Promise.all(threads.map((thread) => usedByThread(`/proc/${pid}/task/${thread}`)));
  return used.reduce((sum, one) => sum + one, 0);
}

async function usedByThread(folder: string): Promise<number> {
  const schedule = await readFile(`${folder}/schedstat`, 'utf8').catch(() => '0');
  return Number(schedule.split(' ')[0]) / 1_000_000_000;
}
