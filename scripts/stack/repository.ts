import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');

/** The parts of this repository that a running stack uses. */
export const repository = {
  root,
  plugin: resolve(root, 'plugin'),
  worker: resolve(root, 'worker'),
  workerEntry: resolve(root, 'worker', 'src', 'app.ts'),
  migrations: resolve(root, 'worker', 'migrations'),
  playground: resolve(root, 'node_modules', '@wp-playground', 'cli'),
  downloads: resolve(process.env.DYNAMIC_CACHE_DOWNLOADS ?? resolve(root, '.cache')),
};

/** The folder name that WordPress knows the plugin by, and its main file. */
export const PLUGIN_SLUG = 'ai-wp-dynamic-cache';
