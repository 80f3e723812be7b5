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
  mode: QueryMode.default('ignore-list').meta({
    title: 'Parameters in addresses',
    description:
      'What happens to what follows the “?” of an address. With the second choice, an address with any other parameter is not cached.',
  }),
  ignore: Patterns.default([...TRACKING_PARAMETERS]).meta({
    title: 'Ignored parameters',
    description:
      'They change nothing on the page, so that addresses with and without them share one stored page. One name per line, * stands for any text. Never list a parameter that a page reads.',
  }),
  allow: Patterns.default([]).meta({
    title: 'Allowed parameters',
    description:
      'The only ones that make a page of its own; an address with any other is rendered anew each time. One name per line, * stands for any text.',
  }),
});
export type QueryRules = z.infer<typeof QueryRules>;

export const ExcludeRules = z.strictObject({
  paths: Patterns.default([]).meta({
    title: 'Paths',
    description:
      'Pages under these paths always come from WordPress. One per line, * stands for any text: /shop/* is everything below the shop.',
  }),
  queries: Patterns.default([]).meta({
    title: 'Parameters',
    description:
      'Addresses with one of these parameters always come from WordPress. One name per line, * stands for any text.',
  }),
  cookies: Patterns.default([]).meta({
    title: 'Cookies',
    description:
      'Visitors who carry one of these cookies always get live pages. One name per line, * stands for any text. Logins, carts and password-protected posts are known already.',
  }),
  user_agents: Patterns.default([]).meta({
    title: 'Browsers and robots',
    description:
      'Visitors whose browser names itself so always get live pages. One per line, * stands for any text: *Screaming Frog* is any version of it.',
  }),
});
export type ExcludeRules = z.infer<typeof ExcludeRules>;

/** A dimension of the key takes its value from a closed list, through one cookie; `null` is off. */
export const Variant = z
  .strictObject({
    cookie: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .meta({ title: 'Cookie', description: 'Its name: letters, digits, hyphens and underscores.' }),
    values: z
      .array(z.string().regex(/^[A-Za-z0-9_-]{1,32}$/))
      .min(1)
      .max(20)
      .meta({
        title: 'Values',
        description: 'Those that have pages of their own, one per line, 1 to 20. Any other counts as none.',
      }),
  })
  .nullable();
export type Variant = z.infer<typeof Variant>;

export const VariantRules = z.strictObject({
  device: Variant.default(null).meta({
    title: 'Pages by device',
    description: 'For a theme that sends other pages to phones and says so in a cookie. Most themes do not.',
  }),
  language: Variant.default(null).meta({
    title: 'Pages by language',
    description: 'For a plugin that keeps the language in a cookie instead of the address.',
  }),
  currency: Variant.default(null).meta({
    title: 'Pages by currency',
    description: 'For a shop that keeps the chosen currency in a cookie.',
  }),
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
