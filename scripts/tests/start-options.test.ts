import { describe, expect, test } from 'vitest';
import { repository } from '../stack/repository.ts';
import { parseStartOptions } from '../stack/start-options.ts';

const parse = (line: string) => parseStartOptions(line === '' ? [] : line.split(' '), '/somewhere');

test('without options the site is on 8888, the edge on 8787, and the data in the repository', () => {
  expect(parse('')).toEqual({
    kind: 'start',
    options: {
      data: `${repository.root}/.data`,
      fresh: false,
      port: 8888,
      edgePort: 8787,
      runtime: undefined,
    },
  });
});

test('every option is understood, with a space or with an equals sign', () => {
  const options = { data: '/somewhere/else', fresh: true, port: 9001, edgePort: 9002, runtime: 'wasm' };
  expect(parse('--port 9001 --edge-port=9002 --runtime wasm --data else --fresh')).toEqual({
    kind: 'start',
    options,
  });
});

test('--help asks for help, whatever else is there', () => {
  expect(parse('--port 9001 --help')).toEqual({ kind: 'help' });
});

describe('what is wrong is refused with a sentence that names the option and what would be right', () => {
  test.each([
    ['--prot 9001', /^--prot is no option: .*--port/],
    ['-p 9001', /^-p is no option: .*--port/],
    ['9001', /^“9001” is no option: .*--port/],
    ['--port', /^--port needs a value, as in --port 8888\.$/],
    ['--data=', /^--data needs a value/],
    ['--port abc', /^--port takes a number from 1 to 65535, and “abc” was given\.$/],
    ['--port 0', /^--port takes a number/],
    ['--edge-port 65536', /^--edge-port takes a number/],
    ['--port 80.5', /^--port takes a number/],
    ['--port --fresh', /^--port takes a number from 1 to 65535, and “--fresh” was given\.$/],
    ['--fresh=yes', /^--fresh takes no value/],
    ['--runtime php', /^--runtime is native or wasm, and “php” was given\.$/],
    ['--port 8787', /^--port and --edge-port must differ, and both are 8787\.$/],
  ])('%s', (line, sentence) => {
    expect(parse(line)).toEqual({ kind: 'refused', sentence: expect.stringMatching(sentence) });
  });
});
