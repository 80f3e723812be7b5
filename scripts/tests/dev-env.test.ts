import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareDevEnv, readDevEnv, writeDevEnv } from '../stack/dev-env.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ADDRESSES = { site: 'http://127.0.0.1:8888', edge: 'http://127.0.0.1:8787' };
const SECRETS = ['WP_PLUGIN_SHARED_SECRET', 'CAP_TOKEN_SANDBOX_WRITE', 'EDGE_BOOTSTRAP_SECRET'] as const;

test('the file can be read by its owner alone', () => {
  const file = join(temporaryFolder(), 'dev.env');
  prepareDevEnv(file, ADDRESSES);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a file that somebody opened up is closed again', () => {
  const file = join(temporaryFolder(), 'dev.env');
  prepareDevEnv(file, ADDRESSES);
  chmodSync(file, 0o644);
  prepareDevEnv(file, ADDRESSES);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('each line is NAME=value, so that a shell and a .env reader understand it', () => {
  const file = join(temporaryFolder(), 'dev.env');
  prepareDevEnv(file, ADDRESSES);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines).toContain('WORKER_BASE_URL=http://127.0.0.1:8787');
  expect(lines).toContain('WP_BASE_URL=http://127.0.0.1:8888');
  expect(lines.every((line) => /^[A-Z_]+=[\w:/.-]+$/.test(line))).toBe(true);
});

test('every data folder has secrets of its own, 32 bytes each and no two alike', () => {
  const one = prepareDevEnv(join(temporaryFolder(), 'dev.env'), ADDRESSES);
  const other = prepareDevEnv(join(temporaryFolder(), 'dev.env'), ADDRESSES);
  const secrets = SECRETS.flatMap((name) => [one[name], other[name]]);
  expect(new Set(secrets).size).toBe(6);
  expect(secrets.map((secret) => Buffer.from(secret, 'base64url').length)).toEqual(Array(6).fill(32));
  expect(one.SITE_ID).toMatch(/^sandbox-[0-9a-f]{8}$/);
  expect(one.SITE_ID).not.toBe(other.SITE_ID);
  expect(one.PLUGIN_ID).toBe(one.SITE_ID);
});

test('a later start keeps the secrets and names that it does not know, and follows the ports', () => {
  const file = join(temporaryFolder(), 'dev.env');
  const first = prepareDevEnv(file, ADDRESSES);
  writeDevEnv(file, { ...first, EDGE_KID: 'k1', TOOL_API_KEY: 'abc=def' });
  const second = prepareDevEnv(file, { ...ADDRESSES, site: 'http://127.0.0.1:9001' });
  expect(second).toEqual({
    ...first,
    EDGE_KID: 'k1',
    TOOL_API_KEY: 'abc=def',
    WP_BASE_URL: 'http://127.0.0.1:9001',
  });
  expect(readDevEnv(file)).toEqual(second);
});

test('a file whose secret was cut off is refused and left as it is', () => {
  const file = join(temporaryFolder(), 'dev.env');
  prepareDevEnv(file, ADDRESSES);
  const cut = readFileSync(file, 'utf8').replace(/(EDGE_BOOTSTRAP_SECRET=.{10}).*/, '$1');
  writeFileSync(file, cut);
  expect(() => prepareDevEnv(file, ADDRESSES)).toThrow(/look at EDGE_BOOTSTRAP_SECRET.*--fresh/);
  expect(readFileSync(file, 'utf8')).toBe(cut);
});
