/** Calls of the management API that have to succeed; the answer in the form of its schema. */
import { expect } from 'vitest';
import type { z } from 'zod';
import type { Answer, Stand } from './stand.ts';

function answerOf<T>(answer: Answer, schema: z.ZodType<T>): T {
  expect([answer.status, answer.text]).toEqual([expect.toBeOneOf([200, 202]), expect.any(String)]);
  return schema.parse(JSON.parse(answer.text));
}

export const get = async <T>(stand: Stand, path: string, schema: z.ZodType<T>) =>
  answerOf(await stand.signed('GET', `/api/cache/${path}`), schema);

export const post = async <T>(stand: Stand, path: string, body: object, schema: z.ZodType<T>) =>
  answerOf(await stand.signed('POST', `/api/cache/${path}`, { site_id: stand.siteId, ...body }), schema);
