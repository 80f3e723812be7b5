/** Texts that people or agents write, as they may travel into a database and onto a screen. */
import { z } from 'zod';

/** A text of bounded length without control characters other than tab and line breaks. */
export function freeText(longest: number) {
  return z
    .string()
    .max(longest)
    .regex(/^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$/, 'has control characters');
}

/** The same, and not empty. */
export function someText(longest: number) {
  return z
    .string()
    .max(longest)
    .regex(
      /^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$/,
      'says nothing',
    );
}

/** Name of a worker, an agent or a sandbox, chosen by whoever calls. */
export const ActorName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,127}$/);

/** A text, or an object, of at most so many characters as JSON. */
export function textOrObject(longest: number) {
  return z.union([
    freeText(longest),
    z
      .looseObject({})
      .refine((value) => JSON.stringify(value).length <= longest, `more than ${longest} characters as JSON`),
  ]);
}

/** The same in an answer; null where none was given. */
export const TextOrObject = z.union([z.string(), z.looseObject({})]).nullable();
