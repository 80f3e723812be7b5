/** What `npm test` runs, in this order. A part can be run alone: `npm test -- worker`. */

/** A tool without which a part cannot run. */
export type Need =
  | 'php'
  | 'composer'
  | 'sqlite'
  | 'mariadb'
  | 'chromium'
  | 'wordpress'
  | 'redis'
  | 'webservers'
  | 'python';

export type Part = {
  name: string;
  /** What it proves, for the listing. */
  title: string;
  needs: readonly Need[];
  /** Commands, run one after the other from the root of the repository, with the pinned Node first on the path. */
  commands: readonly (readonly [string, ...string[]])[];
  /** Further variables of their environment. */
  env?: Readonly<Record<string, string>>;
  /** The part that leaves it a processor: both run at once, where both were asked for. */
  beside?: string;
};

const PHPUNIT = 'vendor/bin/phpunit';

export const PARTS: readonly Part[] = [
  {
    name: 'lint',
    title: 'formatting and lint of TypeScript, and the shape of the whole',
    needs: [],
    commands: [
      ['biome', 'check', '.'],
      ['node', 'scripts/checks/shape.ts'],
    ],
  },
  {
    name: 'types',
    title: 'types',
    needs: [],
    commands: [
      ['tsc', '-p', 'tsconfig.json'],
      ['tsc', '-p', 'worker/tsconfig.json'],
      ['tsc', '-p', 'admin-app/tsconfig.json'],
    ],
  },
  {
    name: 'php',
    title: 'formatting, security sniffs and static analysis of PHP',
    needs: ['php', 'composer'],
    commands: [
      ['vendor/bin/php-cs-fixer', 'check', '--no-interaction'],
      ['vendor/bin/phpcs', '-q'],
      ['vendor/bin/phpstan', 'analyse', '--no-progress', '--memory-limit=2G'],
    ],
  },
  {
    name: 'contracts',
    title: 'contracts, golden cases and generated schemas',
    needs: ['python'],
    commands: [['vitest', 'run', '--root', 'contracts']],
  },
  {
    name: 'engine',
    title: 'the engine and the page stores, without WordPress',
    needs: ['php', 'composer', 'redis', 'webservers'],
    commands: [[PHPUNIT, '-c', 'plugin/phpunit-engine.xml.dist']],
    beside: 'wordpress',
  },
  {
    name: 'worker',
    title: 'the Worker in workerd with real D1, and the rules of HTTP caching',
    needs: [],
    commands: [
      ['vitest', 'run', '--root', 'worker'],
      ['vitest', 'run', '--root', 'worker/isolates'],
      ['vitest', 'run', '--root', 'worker/conformance'],
    ],
    beside: 'wordpress',
  },
  {
    name: 'admin-app',
    title: 'the wp-admin app, without a browser',
    needs: [],
    commands: [['vitest', 'run', '--root', 'admin-app']],
    beside: 'wordpress',
  },
  {
    name: 'wordpress',
    title: 'the plugin in a real WordPress on MariaDB',
    needs: ['php', 'composer', 'mariadb', 'wordpress', 'redis'],
    commands: [[PHPUNIT, '-c', 'plugin/phpunit-wordpress.xml.dist']],
    env: { WP_TEST_DATABASE: 'mariadb' },
  },
  {
    name: 'sqlite',
    title: 'what asks the database, in a WordPress on SQLite',
    needs: ['php', 'composer', 'sqlite', 'wordpress'],
    commands: [[PHPUNIT, '-c', 'plugin/phpunit-wordpress.xml.dist', '--testsuite', 'database']],
    env: { WP_TEST_DATABASE: 'sqlite' },
    beside: 'wordpress',
  },
  {
    name: 'start',
    title: 'npm start, native and WASM, and the scripts',
    needs: ['php', 'sqlite', 'wordpress', 'redis', 'chromium'],
    commands: [['vitest', 'run', '--root', 'scripts']],
    beside: 'wordpress',
  },
  {
    name: 'php-versions',
    title: 'every PHP that the plugin runs on, from 8.3 to 8.5',
    needs: ['php', 'composer', 'wordpress'],
    commands: [['vitest', 'run', '--root', 'scripts/php-versions']],
    beside: 'wordpress',
  },
  {
    name: 'bench',
    title: 'the benchmarks themselves',
    needs: ['php', 'sqlite', 'wordpress', 'webservers'],
    commands: [['vitest', 'run', '--root', 'bench']],
  },
  {
    name: 'e2e',
    title: 'a real browser on the whole stack',
    needs: ['php', 'sqlite', 'wordpress', 'chromium', 'redis'],
    commands: [['playwright', 'test', '-c', 'e2e/playwright.config.ts']],
  },
];

/** Parts in the order in which they run: one group after the other, the lanes of a group at once. */
export function lanesOf(parts: readonly Part[]): Part[][][] {
  const isAsked = (name: string | undefined) => parts.some((part) => part.name === name);
  const first = parts.filter(({ beside }) => !isAsked(beside));
  return first.map((part) => {
    const others = parts.filter(({ beside }) => beside === part.name);
    return others.length === 0 ? [[part]] : [[part], others];
  });
}
