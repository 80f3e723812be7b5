import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataPaths } from '../stack/data-folder.ts';
import { writeWordPressConfig } from '../stack/wp-config.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SETTINGS = {
  siteUrl: 'http://127.0.0.1:8888',
  phpLog: '/logs/php.log',
  databaseFolder: '/database',
  bootstrapSecret: 'secret',
  sandboxToken: 'token',
  journal: 'WAL' as const,
};

function site() {
  const paths = dataPaths(temporaryFolder());
  mkdirSync(paths.wordpress);
  return paths;
}

test('a second start leaves an edited wp-config.php as it is, and the addresses follow the port', () => {
  const paths = site();
  writeWordPressConfig(paths, SETTINGS);
  const edited = readFileSync(paths.wpConfig, 'utf8').replace('<?php', "<?php define( 'WP_CACHE', true );");
  writeFileSync(paths.wpConfig, edited);
  writeWordPressConfig(paths, { ...SETTINGS, siteUrl: 'http://127.0.0.1:9001' });
  expect(readFileSync(paths.wpConfig, 'utf8')).toBe(edited);
  expect(readFileSync(paths.wpDevConfig, 'utf8')).toContain("'WP_HOME' => 'http://127.0.0.1:9001'");
  expect(edited).not.toContain('127.0.0.1');
});

test('every site has salts of its own', () => {
  const salts = [site(), site()].flatMap((paths) => {
    writeWordPressConfig(paths, SETTINGS);
    const config = readFileSync(paths.wpConfig, 'utf8');
    return [...config.matchAll(/'\w+_(?:KEY|SALT)', '([^']{64})'/g)].map(([, salt]) => salt);
  });
  expect(salts).toHaveLength(16);
  expect(new Set(salts).size).toBe(16);
});

test('a path with a quote in it stays one PHP string', () => {
  const paths = site();
  writeWordPressConfig(paths, { ...SETTINGS, phpLog: "/home/o'brien\\logs/php.log" });
  expect(readFileSync(paths.wpDevConfig, 'utf8')).toContain(`'/home/o\\'brien\\\\logs/php.log'`);
  expect(existsSync(paths.wpConfig)).toBe(true);
});
