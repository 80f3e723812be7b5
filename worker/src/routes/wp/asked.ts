/** What the routes below `/plugin/wp` have in common. */
import type { ApiErrorCode } from '@dynamic-cache/contracts/api-error';
import { toHex } from '@dynamic-cache/contracts/canonical';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { z } from 'zod';
import type { App } from '../../context.ts';
import { type Owner, ownerFor } from '../../control/owner.ts';
import { ApiFailure } from '../../failure.ts';
import { parseAs, parseJson } from '../../json-body.ts';
import type { World } from '../../world.ts';

/** Keeps testers out of what is not theirs. Runs after the signature. */
export const notForTesters = createMiddleware<App>(async (c, next) => {
  if (c.get('signed').tester !== null) {
    throw new ApiFailure('not_authorised_for_site', [
      { path: '', message: 'a tester’s key opens the sandbox and the load tests' },
    ]);
  }
  await next();
});

/** Members whose absence has a code of its own. */
type Required = Readonly<Record<string, ApiErrorCode>>;

/** The signed body in the form of its schema. */
export function bodyOf<T>(c: Context<App>, schema: z.ZodType<T>, required: Required = {}): T {
  const value = parseJson(c.get('signed').body);
  refuseMissing(value, required);
  return parseAs(schema, value);
}

/** The same for a body that speaks of a site, with the owner of what it says. */
export async function bodyAboutSite<T extends { site_id: string }>(
  c: Context<App>,
  schema: z.ZodType<T>,
  required: Required = {},
): Promise<{ body: T; owner: Owner }> {
  const body = bodyOf(c, schema, { site_id: 'missing_site_id', ...required });
  return { body, owner: await ownerFor(c.get('signed'), body.site_id, c.env.CONTROL) };
}

/** Absent, null, and a list without anything are the same: nothing was given. */
export function refuseMissing(value: unknown, required: Required): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const members = new Map<string, unknown>(Object.entries(value));
  for (const [name, code] of Object.entries(required)) {
    const given = members.get(name);
    if (given == null || given === '' || (Array.isArray(given) && given.length === 0)) {
      throw new ApiFailure(code, [{ path: name, message: 'missing' }]);
    }
  }
}

/** A new name for a row. */
export function newId(world: World, kind: 'request' | 'allocation' | 'conflict'): string {
  return `${kind}-${toHex(world.random(16))}`;
}
