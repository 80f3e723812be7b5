/** Runs before each test file: brings the databases up to date, and closes the way out. */
import { applyD1Migrations } from 'cloudflare:test';
import { afterEach, expect } from 'vitest';
import { testEnv } from './support/env.ts';
import { takeUnanswered } from './support/world.ts';

const env = testEnv();
await applyD1Migrations(env.CONTROL, env.CONTROL_MIGRATIONS);
await applyD1Migrations(env.LEDGER, env.LEDGER_MIGRATIONS);

// Whatever a test does not answer itself would leave the machine.
globalThis.fetch = (input) => {
  throw new Error(`unmocked fetch of ${input instanceof Request ? input.url : String(input)}`);
};

afterEach(() => {
  expect(takeUnanswered(), 'requests that no test answered').toEqual([]);
});
