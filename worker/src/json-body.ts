/** The border of the control plane: bytes in, a value of the schema or a named failure out. */
import { MAX_JSON_DEPTH } from '@dynamic-cache/contracts/api-error';
import type { z } from 'zod';
import { ApiFailure, issueDetails } from './failure.ts';
import { faultOf } from './json-faults.ts';

/** Decodes and parses a raw body without looking at its form. What is wrong with it is named with its path. */
export function parseJson(body: Uint8Array<ArrayBuffer>): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    const fault = faultOf(text, MAX_JSON_DEPTH);
    if (fault !== null) throw new ApiFailure('invalid_json', [{ ...fault }]);
    return JSON.parse(text);
  } catch (error) {
    throw error instanceof ApiFailure
      ? error
      : new ApiFailure('invalid_json', [{ path: '', message: 'is no JSON' }]);
  }
}

/** A value of the schema, or `invalid_body` with the path of each fault. */
export function parseAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ApiFailure('invalid_body', issueDetails(parsed.error));
  return parsed.data;
}
