import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reasonOf, UnableToStart } from './failure.ts';

/** Where everything of one running site lies; nothing outside these paths is written. */
export type DataPaths = ReturnType<typeof dataPaths>;

/** Names the files of a data folder without touching it. */
export function dataPaths(folder: string) {
  const root = resolve(folder);
  const wordpress = join(root, 'wordpress');
  const logs = join(root, 'logs');
  return {
    root,
    marker: join(root, '.dynamic-cache-data'),
    lock: join(root, 'running.json'),
    state: join(root, 'state.json'),
    devEnv: join(root, 'dev.env'),
    logs,
    phpLog: join(logs, 'php.log'),
    worker: join(root, 'worker'),
    wordpress,
    wpConfig: join(wordpress, 'wp-config.php'),
    wpDevConfig: join(wordpress, 'wp-dev-config.php'),
    wpContent: join(wordpress, 'wp-content'),
    // Beside WordPress and not inside, so that no web server hands it out.
    database: join(root, 'database'),
    pluginLink: join(wordpress, 'wp-content', 'plugins', 'ai-wp-dynamic-cache'),
  };
}

/**
 * Makes the folder ready, emptied first when `fresh`. A folder that holds something but not our marker is
 * somebody else's: it is neither emptied nor written to.
 */
export function openDataFolder(paths: DataPaths, fresh: boolean): void {
  assertOurs(paths, fresh);
  try {
    mkdirSync(paths.root, { recursive: true });
    accessSync(paths.root, constants.W_OK);
    if (fresh) {
      emptyExceptMarker(paths);
    }
    writeFileSync(
      paths.marker,
      'This folder is made by `npm start`, and `npm start -- --fresh` empties it.\n',
    );
    for (const folder of [paths.logs, paths.worker, paths.database]) {
      mkdirSync(folder, { recursive: true });
    }
  } catch (thrown) {
    throw new UnableToStart(
      `The data folder ${paths.root} cannot be written (${reasonOf(thrown)}): make it writable or choose another with --data.`,
    );
  }
}

function assertOurs(paths: DataPaths, fresh: boolean): void {
  if (!existsSync(paths.root) || existsSync(paths.marker)) {
    return;
  }
  if (entries(paths.root).length > 0) {
    throw new UnableToStart(
      `The folder ${paths.root} holds files that \`npm start\` did not make, so it is ${
        fresh ? 'not emptied' : 'left alone'
      }: choose an empty or new folder with --data.`,
    );
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (thrown) {
    throw new UnableToStart(
      `The data folder ${folder} cannot be read (${reasonOf(thrown)}): choose another with --data.`,
    );
  }
}

// The marker stays while the rest goes, so that an interrupted emptying can be started again.
function emptyExceptMarker(paths: DataPaths): void {
  for (const name of readdirSync(paths.root)) {
    const path = join(paths.root, name);
    if (path !== paths.marker) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
