import { expect, it } from 'vitest';
import { parseDeployOptions } from '../../deploy/options.ts';

const sentence = (...args: string[]) => {
  const parsed = parseDeployOptions(args);
  return parsed.kind === 'refused' ? parsed.sentence : parsed.kind;
};

it('understands what it can be told', () => {
  const args = ['--check', '--name', 'my-edge', '--route', 'example.com/*', '--var', 'CACHE_ENABLED=false'];
  expect(parseDeployOptions([...args, '--var', 'CACHE_DEBUG=a=b'])).toEqual({
    kind: 'run',
    options: {
      check: true,
      yes: false,
      name: 'my-edge',
      routes: ['example.com/*'],
      vars: { CACHE_ENABLED: 'false', CACHE_DEBUG: 'a=b' },
    },
  });
  expect(sentence('--help')).toBe('help');
});

it.each([
  ['--name', 'My Edge'],
  ['--name', '-edge'],
  ['--route', 'https://example.com'],
  ['--route', 'example.com'],
  ['--var', 'cache=1'],
  ['--var', 'CACHE_DEBUG'],
])('names %s when it is “%s”, and says what would be right', (name, value) => {
  expect(sentence(name, value)).toMatch(new RegExp(`^${name} takes .*, as in ${name} `));
});

it('refuses what it does not know', () => {
  expect(sentence('--force')).toMatch(/^--force is no option: the options are --check/);
  expect(sentence('now')).toMatch(/^“now” is no option/);
});
