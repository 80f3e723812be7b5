import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { entriesOf } from '../plugin-zip/entries.ts';
import { libraryOf, withOwnNames } from '../plugin-zip/library.ts';
import { repository } from '../stack/repository.ts';
import { temporaryFolder } from './temporary-folder.ts';

const vendor = join(repository.root, 'vendor');
let redis: ChildProcess | undefined;
afterEach(() => void redis?.kill('SIGKILL'));

test('names of the library become our own, and nothing else does', () => {
  expect(
    withOwnNames('namespace Predis;\nuse Predis\\Client;\nuse Psr\\Http\\Message\\StreamInterface;'),
  ).toBe(
    'namespace DynamicCache\\Library\\Predis;\nuse DynamicCache\\Library\\Predis\\Client;\nuse DynamicCache\\Library\\Psr\\Http\\Message\\StreamInterface;',
  );
  expect(
    withOwnNames("new \\Predis\\Client('Predis\\Connection\\X'); // MyPredis\\Client Predis client"),
  ).toBe(
    "new \\DynamicCache\\Library\\Predis\\Client('DynamicCache\\Library\\Predis\\Connection\\X'); // MyPredis\\Client Predis client",
  );
  expect(withOwnNames('namespace Predis\\Connection;')).toBe(
    'namespace DynamicCache\\Library\\Predis\\Connection;',
  );
});

test('an archive without the library is refused', () => {
  expect(() => libraryOf(temporaryFolder())).toThrow('composer update');
});

test('the library of the archive speaks to a real Redis, beside a Predis that another plugin brought', async () => {
  const root = temporaryFolder();
  const plugin = join(root, 'ai-wp-dynamic-cache');
  for (const { name, bytes } of [...storeClasses(), ...libraryOf(vendor)]) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), bytes);
  }
  const port = await freePort();
  redis = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--requirepass', 'secret'],
    {
      stdio: 'ignore',
      cwd: root,
    },
  );
  const script = `<?php
      namespace Predis { final class Autoloader {} }
      namespace DynamicCache\\Store {
        spl_autoload_register(static function (string $class): void {
          $file = '${plugin}/src/' . strtr(substr($class, 13), '\\\\', '/') . '.php';
          if (str_starts_with($class, 'DynamicCache\\\\') && is_file($file)) { require $file; }
        });
        $server = new RedisServer('127.0.0.1', ${port}, password: 'secret', library: '${plugin}/lib/autoload.php');
        for ($try = 0; $try < 100; $try++) {
          try {
            $replies = (new PredisClient($server))->ask([['SET', 'a', 'x'], ['HMGET', 'b', 'c'], ['GET', 'a']]);
            break;
          } catch (UnableToAskRedis $failure) {
            $replies = $failure->getMessage();
            usleep(50_000);
          }
        }
        try { (new PredisClient($server))->ask([['NOPE']]); } catch (UnableToAskRedis $failure) { $word = $failure->word; }
        $foreign = array_filter(get_declared_classes(), static fn (string $name): bool => str_starts_with($name, 'Predis\\\\'));
        echo json_encode([$replies, $word ?? null, array_values($foreign)]);
      }`;
  writeFileSync(join(root, 'ask.php'), script);
  const answer: unknown = JSON.parse(execFileSync('php', [join(root, 'ask.php')], { encoding: 'utf8' }));
  expect(answer).toEqual([['OK', [null], 'x'], 'ERR', ['Predis\\Autoloader']]);
}, 30_000);

function storeClasses() {
  const folder = join(repository.plugin, 'src', 'Store');
  const root = temporaryFolder();
  for (const part of ['ai-wp-dynamic-cache.php', 'license.txt', 'readme.txt', 'uninstall.php']) {
    writeFileSync(join(root, part), '');
  }
  for (const part of ['assets', 'build', 'dropin', 'schema', 'src/Store']) {
    mkdirSync(join(root, part), { recursive: true });
  }
  for (const name of readdirSync(folder)) {
    writeFileSync(join(root, 'src/Store', name), readFileSync(join(folder, name)));
  }
  return entriesOf(root);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address === null || typeof address === 'string'
          ? reject(new Error('no port'))
          : resolve(address.port),
      );
    });
  });
}
