import { expect, it } from 'vitest';
import { parseEdgeOptions } from '../edge/options.ts';

const GOOD = ['--origin', 'http://127.0.0.1:8000', '--port', '8787', '--marker', 'off'];
const sentence = (args: string[]) => {
  const parsed = parseEdgeOptions(args, '/from/here');
  return parsed.kind === 'refused' ? parsed.sentence : parsed.kind;
};
const without = (name: string) => GOOD.filter((_, at) => GOOD[at] !== name && GOOD[at - 1] !== name);

it('understands what it needs, and what it can do besides', () => {
  expect(parseEdgeOptions([...GOOD, '--data', 'edge', '--secret', 'x'.repeat(16)], '/from/here')).toEqual({
    kind: 'run',
    options: {
      origin: 'http://127.0.0.1:8000',
      port: 8787,
      secret: 'x'.repeat(16),
      data: '/from/here/edge',
      strategy: 'edge-r2',
    },
  });
  expect(sentence(['--help'])).toBe('help');
});

it.each(['--origin', '--port', '--marker'])('names %s when it is missing', (name) => {
  expect(sentence(without(name))).toMatch(new RegExp(`^${name} .*is needed`));
});

it.each([
  ['--origin', 'ftp://127.0.0.1'],
  ['--origin', 'http://127.0.0.1/path'],
  ['--origin', 'http://user:word@127.0.0.1'],
  ['--origin', 'http://[::1]:8000'],
  ['--port', '0'],
  ['--port', '70000'],
  ['--port', 'many'],
  ['--marker', 'on'],
  ['--strategy', 'edge'],
])('names %s when it is %s', (name, value) => {
  expect(sentence([...without(name), name, value])).toContain(`“${value}” was given`);
});

it('never repeats a secret', () => {
  const said = sentence([...GOOD, '--secret', 'too-short']);
  expect(said).toMatch(/^--secret /);
  expect(said).not.toContain('too-short');
});

it('refuses what it does not know', () => {
  expect(sentence([...GOOD, '--ports', '1'])).toMatch(/^--ports is no option/);
  expect(sentence([...GOOD, 'stray'])).toMatch(/^“stray” is no option/);
});
