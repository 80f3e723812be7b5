/**
 * `npm run wp -- dynamic-cache status`: WP-CLI on the site that `npm start` made, or on another one with --path. What
 * the command prints is all that is printed, so that a program can read it (`npm run --silent wp -- …`).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { dataPaths } from './stack/data-folder.ts';
import { findNativePhp } from './stack/php-native.ts';
import { repository } from './stack/repository.ts';

process.exitCode = await wp(process.argv.slice(2));

async function wp(args: string[]): Promise<number> {
  const php = await findNativePhp();
  if (!php.usable) {
    console.error(
      `WP-CLI needs PHP 8.2 or newer with pdo_sqlite on this machine, but ${php.reason}: PHP-WASM, which \`npm start\` uses then, has no command line. wp-admin has the same functions.`,
    );
    return 1;
  }
  const site = args.find((word) => word.startsWith('--path='))?.slice('--path='.length);
  // npm moves into the repository; a relative path is meant from where the command was typed.
  const folder = process.env.INIT_CWD ?? process.cwd();
  const path =
    site === undefined ? dataPaths(resolve(repository.root, '.data')).wordpress : resolve(folder, site);
  if (!existsSync(resolve(path, 'wp-load.php'))) {
    console.error(
      `There is no WordPress in ${path}: run \`npm start\` once, or name another with --path=DIR.`,
    );
    return 1;
  }
  const words = args.filter((word) => !word.startsWith('--path='));
  const script = resolve(repository.root, 'scripts', 'wp-cli', 'wp.php');
  const { status } = spawnSync('php', [script, `--path=${path}`, ...words], {
    stdio: 'inherit',
    cwd: folder,
  });
  return status ?? 1;
}
