/** What a look at the host or a test of a connection found: one shape for wp-admin, Site Health and `doctor`. */
import { z } from 'zod';
import { Pattern } from './rules.ts';

export const Finding = z.object({
  /** Stable word, kebab-case: `loopback`, `redis-ping`, `other-cache-plugin`… */
  code: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** `bad` keeps the cache from working, `warning` costs something, `info` is good to know. */
  status: z.enum(['good', 'info', 'warning', 'bad']),
  title: z.string(),
  /** What was seen and what it means. */
  detail: z.string(),
  /** The one thing to do; empty when there is nothing to do. */
  fix: z.string(),
  /** What was measured or seen, for who wants to look: a diff, a header, a figure. */
  evidence: z.string().optional(),
  /** Lines that a person has to put somewhere, whole; `fix` says where. */
  paste: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;

/** What `POST /settings/test` can look at. `host` is everything that a first look needs; `pages` renders the site's own pages twice; `alerts` sends one. */
export const TestSubject = z.enum([
  'host',
  'pages',
  'loopback',
  'edge',
  'zone',
  'redis',
  'ways-in',
  'alerts',
]);
export type TestSubject = z.infer<typeof TestSubject>;

/** `POST /settings/test`. */
export const SettingsTest = z.strictObject({
  what: TestSubject,
  /** Unsaved settings as a merge patch, so that a connection can be tried before it is saved. */
  settings: z.record(z.string(), z.unknown()).optional(),
});
export type SettingsTest = z.infer<typeof SettingsTest>;

export const SettingsTestAnswer = z.object({
  ok: z.literal(true),
  what: TestSubject,
  /** No finding is `bad`. */
  passed: z.boolean(),
  findings: z.array(Finding),
  ms: z.number().min(0),
});
export type SettingsTestAnswer = z.infer<typeof SettingsTestAnswer>;

/** `POST /settings/preview`: what an exclusion pattern would match on this site. */
export const PatternPreview = z.strictObject({
  field: z.enum([
    'exclude.paths',
    'exclude.queries',
    'exclude.cookies',
    'exclude.user_agents',
    'query.ignore',
    'query.allow',
  ]),
  pattern: Pattern,
});
export type PatternPreview = z.infer<typeof PatternPreview>;

export const PatternPreviewAnswer = z.object({
  ok: z.literal(true),
  /** What was looked through: paths of the site's own pages, or well-known names of the field. */
  checked: z.int().min(0),
  matched: z.int().min(0),
  /** The first matches. */
  examples: z.array(z.object({ value: z.string(), label: z.string() })).max(20),
  /** What is probably not meant by the pattern (it matches everything, or nothing for want of a `*`), in words; else empty. */
  note: z.string(),
});
export type PatternPreviewAnswer = z.infer<typeof PatternPreviewAnswer>;
