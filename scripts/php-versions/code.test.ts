/** Every file of the plugin compiles under the versions that it promises, and the engine does there what it does here. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../stack/repository.ts';
import { runPhp, VERSIONS } from './php.ts';

const COMPILE = 'scripts/php-versions/compile.php';
const REPOSITORY = { '/repository': repository.root };

/** Tests that need processes, sockets, locks, hard links or users. */
const NOT_IN_WASM = String.raw`\\Http\\|Redis|Race|DiskGlance|DiskLeases|FullDisk|PageStoreModel|CountLog|Direct(?:Apache|Nginx|Tree)`;

test.each(VERSIONS)(
  'PHP %s compiles every file of the plugin and has nothing to say about any',
  async (version) => {
    const { code, output } = await runPhp(version, REPOSITORY, [COMPILE, 'plugin']);

    expect(output).toMatch(/^\n\d{3,} files compiled by PHP 8\./);
    expect(code).toBe(0);
  },
);

test('what PHP 8.5 has deprecated is found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dynamic-cache-old-'));
  writeFileSync(join(folder, 'old.php'), '<?php function f(int $a = null) { return (integer) $a; }');
  try {
    const { code, output } = await runPhp('8.5', { ...REPOSITORY, '/old': folder }, [COMPILE, '/old']);
    expect(output).toContain('Non-canonical cast');
    expect(output).toContain('Implicitly marking parameter $a as nullable is deprecated');
    expect(code).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each(VERSIONS)('the engine and the stores pass their tests under PHP %s', async (version) => {
  const { code, output } = await runPhp(version, REPOSITORY, [
    ...[
      'vendor/bin/phpunit',
      '-c',
      'plugin/phpunit-engine.xml.dist',
      '--do-not-cache-result',
      '--no-progress',
    ],
    ...['--display-deprecations', '--exclude-filter', NOT_IN_WASM],
  ]);

  expect(output).toMatch(/OK \(\d{3} tests, \d+ assertions\)/);
  expect(code).toBe(0);
});
