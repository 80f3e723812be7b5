import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { facet, type ListBucket, parseTagHeader, TagName, tag, tagHeader } from '../src/tags.ts';
import { fixtures } from './fixtures.ts';

const Argument = z.union([z.string(), z.number()]);
const Call = z.strictObject({ call: z.array(Argument).min(1), expect: z.string() });
const Header = z.strictObject({ name: z.string(), tags: z.array(z.string()), expect: z.string() });

/** The bucket in the flat form of the fixtures: `term 3`, `date 2026-11`. */
function bucket(by: unknown, value: unknown): ListBucket | undefined {
  if (by === undefined) return undefined;
  return by === 'date'
    ? { by, period: String(value) }
    : { by: z.enum(['term', 'author', 'parent']).parse(by), id: Number(value) };
}

function name(call: z.infer<typeof Call>['call']): string {
  const [kind, ...args] = call;
  if (kind === 'facet') return facet(String(args[0]), String(args[1]));
  if (kind === 'list') return tag.list(String(args[0]), bucket(args[1], args[2]));
  const member: unknown = Object.entries(tag).find(([key]) => key === kind)?.[1];
  return z.string().parse(typeof member === 'function' ? member(...args) : member);
}

describe('tags', () => {
  const calls = fixtures('tags/tags.json', Call);

  it.each(calls)('$call is $expect', ({ call, expect: golden }) => {
    expect(name(call)).toBe(golden);
    expect(TagName.safeParse(golden).success).toBe(true);
  });

  it('every member of the vocabulary has a case', () => {
    const seen = new Set(calls.map(({ call }) => call[0]));
    expect(Object.keys(tag).filter((member) => !seen.has(member))).toEqual([]);
  });

  it.each(fixtures('tags/header.json', Header))('the header is $name', ({ tags, expect: golden }) => {
    expect(tagHeader(tags)).toBe(golden);
  });

  it.each(['', 'a b', 'a,', 'ä', 'a\r\nSet-Cookie: c=1', 'x'.repeat(129)])(
    '%j is no tag header (CP-101)',
    (value) => {
      expect(parseTagHeader(value)).toBeNull();
    },
  );
});
