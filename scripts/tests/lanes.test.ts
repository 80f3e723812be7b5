import { expect, it } from 'vitest';
import { lanesOf, PARTS, type Part } from '../checks/parts.ts';

const part = (name: string, beside?: string): Part => ({
  name,
  title: name,
  needs: [],
  commands: [['true']],
  ...(beside === undefined ? {} : { beside }),
});
const names = (parts: readonly Part[]) =>
  lanesOf(parts).map((group) => group.map((lane) => lane.map(({ name }) => name)));

it('runs parts one after the other, and beside another what says so', () => {
  const parts = [part('a'), part('b', 'd'), part('c', 'd'), part('d'), part('e')];
  expect(names(parts)).toEqual([[['a']], [['d'], ['b', 'c']], [['e']]]);
});

it('runs a part alone when the one beside which it would run was not asked for', () => {
  expect(names([part('b', 'd'), part('e')])).toEqual([[['b']], [['e']]]);
});

it('leaves out no part of the list, and names none that is not there', () => {
  expect(names(PARTS).flat(2).sort()).toEqual(PARTS.map(({ name }) => name).sort());
  const known = new Set(PARTS.map(({ name }) => name));
  expect(PARTS.filter(({ beside }) => beside !== undefined && !known.has(beside))).toEqual([]);
});
