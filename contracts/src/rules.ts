/** The owner's cache rules, as the drop-in and the Worker both read them. */
import { z } from 'zod';

/** A name or pattern: printable ASCII (canonical paths are escaped, so nothing else could match), `*` stands for any run of characters. */
export const Pattern = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\x20-\x7e]+$/);
export type Pattern = z.infer<typeof Pattern>;

const Patterns = z.array(Pattern).max(200);

export const QueryMode = z.enum(['ignore-list', 'allow-list']);
export type QueryMode = z.infer<typeof QueryMode>;

/** Parameters that only tell where a visitor came from: no page reads them, so they are in no key. */
export const TRACKING_PARAMETERS = [
  'utm_*',
  'gclid',
  'gclsrc',
  'gad_source',
  'gad_campaignid',
  'gbraid',
  'wbraid',
  'dclid',
  'fbclid',
  'msclkid',
  'yclid',
  'ttclid',
  'twclid',
  'li_fat_id',
  'igshid',
  'srsltid',
  'mc_cid',
  'mc_eid',
  '_ga',
  '_gl',
  '_hsenc',
  '_hsmi',
  '_kx',
  'mtm_*',
  'pk_*',
] as const;

export const QueryRules = z.strictObject({
  mode: QueryMode.default('ignore-list'),
  ignore: Patterns.default([...TRACKING_PARAMETERS]),
  allow: Patterns.default([]),
});
export type QueryRules = z.infer<typeof QueryRules>;

export const ExcludeRules = z.strictObject({
  paths: Patterns.default([]),
  queries: Patterns.default([]),
  cookies: Patterns.default([]),
  user_agents: Patterns.default([]),
});
export type ExcludeRules = z.infer<typeof ExcludeRules>;

/** A dimension of the key takes its value from a closed list, through one cookie; `null` is off. */
export const Variant = z
  .strictObject({
    cookie: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    values: z
      .array(z.string().regex(/^[A-Za-z0-9_-]{1,32}$/))
      .min(1)
      .max(20),
  })
  .nullable();
export type Variant = z.infer<typeof Variant>;

export const VariantRules = z.strictObject({
  device: Variant.default(null),
  language: Variant.default(null),
  currency: Variant.default(null),
});
export type VariantRules = z.infer<typeof VariantRules>;

export const Rules = z.strictObject({ query: QueryRules, exclude: ExcludeRules, variants: VariantRules });
export type Rules = z.infer<typeof Rules>;

/** Whether a text matches a pattern with `*`; compares whole texts, bytes as they are. */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === pattern;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let from = first.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** Whether any of the patterns matches. */
export function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, text));
}
