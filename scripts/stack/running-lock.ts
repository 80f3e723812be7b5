import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { DataPaths } from './data-folder.ts';
import { UnableToStart } from './failure.ts';

const Lock = z.object({ pid: z.number() });

/** Refuses a data folder that another start uses at this moment: two would write the same databases. */
export function assertNotRunning(paths: DataPaths): void {
  const lock = existsSync(paths.lock)
    ? Lock.safeParse(JSON.parse(readFileSync(paths.lock, 'utf8')))
    : undefined;
  if (lock?.success && lock.data.pid !== process.pid && isAlive(lock.data.pid)) {
    throw new UnableToStart(
      `The data folder ${paths.root} is in use by process ${lock.data.pid}: stop that one, or choose another folder with --data (if it is no longer a start of this site, remove ${paths.lock}).`,
    );
  }
}

/** Marks the data folder as used by this process, until the returned function is called. */
export function lockDataFolder(paths: DataPaths): () => Promise<void> {
  writeFileSync(paths.lock, `${JSON.stringify({ pid: process.pid })}\n`);
  return async () => rmSync(paths.lock, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
