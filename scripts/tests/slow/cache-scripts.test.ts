/** The two scripts for the management API, against what `npm start` runs: nothing has to be told but where its secrets lie. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataPaths } from '../../stack/data-folder.ts';
import { findNativePhp } from '../../stack/php-native.ts';
import { freePort } from '../../stack/ports.ts';
import { repository } from '../../stack/repository.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { RunningStart } from './running-start.ts';

const php = await findNativePhp();

function script(name: string, args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(repository.root, 'scripts', `${name}.mjs`), ...args]);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

test.runIf(php.usable)(
  'a WordPress that was just started has every route right, and is above the target',
  async () => {
    const { root, devEnv } = dataPaths(`${temporaryFolder()}/data`);
    const ports = ['--port', `${await freePort()}`, '--edge-port', `${await freePort()}`];
    await new RunningStart([...ports, '--data', root]).says('Ready');
    const walked = await script('test-cache-api', ['--env', devEnv, '--path', '/menu/']);
    expect(walked.output).toContain('Every route is as it should be.');
    expect(walked.output).toMatch(/diagnostics: \d+ checks are fine/);
    expect(walked.code).toBe(0);
    const load = ['--iterations', '20', '--concurrent', '4', '--duration', '1000'];
    const measured = await script('test-cache-performance', ['--env', devEnv, '--path', '/menu/', ...load]);
    expect(measured.output).toContain('All scenarios passed.');
    expect(measured.code).toBe(0);
  },
  240_000,
);
