/** The border of the control plane: bytes in, a value of the schema or a named failure out. */
import { MAX_JSON_DEPTH } from '@dynamic-cache/contracts/api-error';
import type { z } from 'zod';
import { ApiFailure, issueDetails } from './failure.ts';
import { faultOfTexts } from './json-texts.ts';

/** Whether a JSON text nests at most so deep; looks at brackets outside strings, before anything is parsed. */
export function nestsAtMost(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inString && character === '\\') i++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > limit) return false;
  }
  return true;
}

/** Decodes and parses a raw body without looking at its form. */
export function parseJson(body: Uint8Array<ArrayBuffer>): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    if (!nestsAtMost(text, MAX_JSON_DEPTH)) {
      throw new ApiFailure('invalid_json', [{ path: '', message: `nests deeper than ${MAX_JSON_DEPTH}` }]);
    }
    const value: unknown = JSON.parse(text);
    const fault = faultOfTexts(text);
    if (fault !== null) throw new ApiFailure('invalid_json', [fault]);
    return value;
  } catch (error) {
    throw error instanceof ApiFailure ? error : new ApiFailure('invalid_json');
  }
}

/** A value of the schema, or `invalid_body` with the path of each fault. */
export function parseAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ApiFailure('invalid_body', issueDetails(parsed.error));
  return parsed.data;
}
