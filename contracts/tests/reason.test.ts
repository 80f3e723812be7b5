import { expect, it } from 'vitest';
import { Reason, statusHeader } from '../src/reason.ts';

it('no reason word stands in two groups', () => {
  expect(new Set(Reason.options).size).toBe(Reason.options.length);
});

it('reason words are kebab-case', () => {
  expect(Reason.options.filter((word) => !/^[a-z]+(-[a-z]+)*$/.test(word))).toEqual([]);
});

it('the status header says outcome and reason', () => {
  expect(statusHeader('hit', 'fresh')).toBe('hit; reason=fresh');
});
