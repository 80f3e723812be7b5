/**
 * Holds the shape that docs/architecture.md draws: files stay small, and dependencies point one way.
 * Prints each breach and ends with 1; part of `npm test -- lint`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path';
import { repository } from '../stack/repository.ts';

const LONGEST_FILE = 300;

/** Which namespaces of the plugin a namespace may use; `Plugin.php` at the top may use all. */
const BELOW = ['Engine', 'Store', 'Tags', 'Lists', 'Purge', 'Edge', 'Settings', 'Install'];
/** What answers questions; the doors to the outside (Rest, Cli, …) call it. */
const ASKED = ['Direct', 'Index', 'Explain', 'Warm', 'Findings', 'Stats'];
/** What measures, compares and suggests, from what the former know. */
const WEIGHED = ['Benchmark', 'Proof', 'Advisor', 'Leaderboard'];
const PLUGIN_USES: Readonly<Record<string, readonly string[]>> = {
  Engine: ['Store'],
  Store: ['Engine'],
  Tags: ['Engine', 'Store'],
  Lists: ['Engine', 'Store', 'Tags'],
  Purge: ['Engine', 'Store', 'Tags', 'Lists', 'Settings', 'Install'],
  Edge: ['Engine', 'Store', 'Tags', 'Purge', 'Settings', 'Install'],
  Settings: ['Engine', 'Store', 'Install'],
  Install: ['Engine', 'Store', 'Purge', 'Edge', 'Settings'],
  Direct: BELOW,
  Index: BELOW,
  Explain: [...BELOW, 'Direct', 'Index', 'Findings'],
  Warm: BELOW,
  Stats: BELOW,
  Findings: [...BELOW, 'Direct', 'Warm', 'Stats', 'Alerts', 'Outbound'],
  Outbound: [],
  Alerts: ['Settings', 'Outbound'],
  Benchmark: [...BELOW, 'Findings'],
  Proof: [...BELOW, 'Index', 'Findings', 'Benchmark', 'Alerts'],
  Advisor: [...BELOW, 'Index', 'Stats'],
  Leaderboard: BELOW,
  Clock: ['Engine', 'Tags'],
  Ecosystem: BELOW,
  Hooks: [...BELOW, 'Index'],
  Nonces: BELOW,
  Privacy: [...BELOW, 'Leaderboard'],
  Health: [...BELOW, ...ASKED, ...WEIGHED],
  Cli: [...BELOW, ...ASKED, ...WEIGHED],
  Abilities: [...BELOW, ...ASKED],
  Rest: [...BELOW, ...ASKED, ...WEIGHED, 'Nonces'],
  Admin: [...BELOW, ...ASKED, 'Rest'],
};

/** Inside of the two largest parts: a folder may use those that stand before it. */
const ORDERS: readonly (readonly string[])[] = [
  [
    'Tags',
    'Tags\\Callers',
    'Tags\\Page',
    'Tags\\Sql',
    'Tags\\Records',
    'Tags\\Time',
    'Tags\\Tables',
    'Tags\\Queries',
    'Tags\\Content',
    'Tags\\Options',
    'Tags\\ObjectCache',
    'Tags\\Render',
  ],
  ['Purge', 'Purge\\Rows', 'Purge\\Posts', 'Purge\\Changes', 'Purge\\Upkeep', 'Purge\\Listeners'],
];

/** Folder → folders it may import from by relative path. */
const TYPESCRIPT_USES: Readonly<Record<string, readonly string[]>> = {
  'contracts/src': ['contracts/src'],
  // The verdict is taken on what the port tells; how that is stored is none of its business.
  'worker/src/cache': ['worker/src/cache', 'worker/src/ledger/generation-store.ts'],
  'worker/src/tiers': [
    'worker/src/tiers',
    'worker/src/cache',
    'worker/src/ledger',
    'worker/src/sites',
    'worker/src/world.ts',
  ],
  'worker/src/ledger': [
    'worker/src/ledger',
    'worker/src/cache',
    'worker/src/keeper.ts',
    'worker/src/world.ts',
  ],
  'admin-app/src/api': ['admin-app/src/api'],
  'admin-app/src/store': ['admin-app/src/store', 'admin-app/src/api'],
  'admin-app/src/charts': ['admin-app/src/charts'],
  'admin-app/src/components': [
    'admin-app/src/components',
    'admin-app/src/store',
    'admin-app/src/routes.ts',
    'admin-app/src/navigation.ts',
  ],
  'admin-app/src/fields': ['admin-app/src/fields', 'admin-app/src/components', 'admin-app/src/store'],
  'admin-app/src/screens': [
    'admin-app/src/screens',
    'admin-app/src/store',
    'admin-app/src/components',
    'admin-app/src/charts',
    'admin-app/src/fields',
    'admin-app/src/routes.ts',
    'admin-app/src/navigation.ts',
  ],
  'admin-app/src/editor': ['admin-app/src/editor', 'admin-app/src/store', 'admin-app/src/components'],
};

function lengthBreaches(file: string, text: string): string[] {
  const lines = text.split('\n').length - 1;
  return lines > LONGEST_FILE
    ? [`${file} has ${lines} lines; over ${LONGEST_FILE} means two ideas in one place`]
    : [];
}

function phpBreaches(file: string, text: string): string[] {
  const own = /^plugin\/src\/(\w+)\//.exec(file)?.[1];
  const allowed = own === undefined ? undefined : PLUGIN_USES[own];
  if (own === undefined || allowed === undefined) return [];
  return [...text.matchAll(/DynamicCache\\(\w+)\\\w/g)]
    .map((match) => match[1] ?? '')
    .filter((used) => used !== own && used in PLUGIN_USES && !allowed.includes(used))
    .map((used) => `${file} uses DynamicCache\\${used}; ${own} may use ${allowed.join(', ')}`);
}

function orderBreaches(file: string, text: string): string[] {
  const own = /^plugin\/src\/(.+)\/\w+\.php$/.exec(file)?.[1]?.replaceAll('/', '\\') ?? '';
  const order = ORDERS.find((folders) => folders[0] === own.split('\\')[0]);
  if (order === undefined) return [];
  if (!order.includes(own)) return [`${file} is in a folder that has no place in the order of its part`];
  return [...text.matchAll(/^use DynamicCache\\([\w\\]+)\\\w+;/gm)]
    .map((match) => match[1] ?? '')
    .filter((used) => order.indexOf(used) > order.indexOf(own))
    .map((used) => `${file} uses DynamicCache\\${used}, which stands above DynamicCache\\${own}`);
}

function typescriptBreaches(file: string, text: string): string[] {
  const own = Object.keys(TYPESCRIPT_USES).find((folder) => file.startsWith(`${folder}/`));
  const allowed = own === undefined ? undefined : TYPESCRIPT_USES[own];
  if (own === undefined || allowed === undefined) return [];
  return [...text.matchAll(/from '(\.[^']+)'/g)]
    .map((match) => normalize(`${dirname(file)}/${match[1] ?? ''}`))
    .filter((target) => !allowed.some((place) => target === place || target.startsWith(`${place}/`)))
    .map((target) => `${file} imports ${target}; ${own} may import from ${allowed.join(', ')}`);
}

const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: repository.root,
  encoding: 'utf8',
});
const breaches = list
  .split('\n')
  .filter((file) => /\.(ts|tsx|php|mjs)$/.test(file) && existsSync(`${repository.root}/${file}`))
  .flatMap((file) => {
    const text = readFileSync(`${repository.root}/${file}`, 'utf8');
    const rules = file.endsWith('.php') ? [phpBreaches, orderBreaches] : [typescriptBreaches];
    return [lengthBreaches, ...rules].flatMap((rule) => rule(file, text));
  });
for (const breach of breaches) console.error(breach);
process.exitCode = breaches.length > 0 ? 1 : 0;
