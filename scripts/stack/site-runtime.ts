import type { DataPaths } from './data-folder.ts';
import type { Lifetime } from './lifetime.ts';

/** The two ways to run PHP. */
export type RuntimeName = 'native' | 'wasm';

/** What the stack needs to know of a way to run PHP; everything else is the same for both. */
export type SiteRuntime = {
  name: RuntimeName;
  /** For the person at the keyboard, as in “PHP 8.2.30”. */
  title: string;
  /** How PHP itself sees these two places. */
  phpLog(paths: DataPaths): string;
  databaseFolder(paths: DataPaths): string;
  journal: 'WAL' | 'DELETE';
  /** Puts the working copy of the plugin where WordPress looks for plugins. */
  placePlugin(paths: DataPaths, plugin: string): void;
  start(paths: DataPaths, site: ServedSite, lifetime: Lifetime): Promise<{ gone: () => boolean }>;
};

/** What a runtime is asked to serve. */
export type ServedSite = { port: number; url: string; plugin: string };
