/** `GET` and `POST /proof` of the plugin's REST API: stored pages compared with fresh renders. */
import { z } from 'zod';

/** `moved`: purged or renewed before it could be compared. `volatile`: fresh renders differ from each other. */
export const ProofOutcome = z.enum([
  'waiting',
  'checking',
  'same',
  'different',
  'volatile',
  'moved',
  'unable',
]);
export type ProofOutcome = z.infer<typeof ProofOutcome>;

/** Why a page was checked: it was drawn of the hits, of the visits in shadow mode, or somebody asked. */
export const ProofMode = z.enum(['hit', 'shadow', 'asked']);
export type ProofMode = z.infer<typeof ProofMode>;

export const ProofCheck = z.object({
  id: z.int().min(0),
  mode: ProofMode,
  outcome: ProofOutcome,
  /** What the outcome means, in words. */
  means: z.string(),
  url: z.string(),
  /** `language=de&device=phone`; empty for the usual page. */
  variant: z.string(),
  /** Unix seconds. */
  asked_at: z.int(),
  /** 0 = not yet. */
  checked_at: z.int(),
  /** Lines that begin with `-` (stored) or `+` (rendered now). */
  diff: z.string(),
  tags: z.array(z.string()),
  /** What happened on the site before a difference, the newest first. */
  changes: z.array(z.object({ at: z.int(), sentence: z.string() })),
  stored_at: z.int(),
  /** What kept the page from being checked; else empty. */
  detail: z.string(),
});
export type ProofCheck = z.infer<typeof ProofCheck>;

const Counts = z.record(ProofOutcome, z.int().min(0));

export const ProofWeek = z.object({
  /** Pages that were compared. */
  checked: z.int().min(0),
  differences: z.int().min(0),
  /** “412 pages checked this week, 0 differences.” */
  sentence: z.string(),
  counts: Counts,
});
export type ProofWeek = z.infer<typeof ProofWeek>;

export const ProofShadow = z.object({
  on: z.boolean(),
  /** Unix seconds at which the latest one began. */
  since: z.int().nullable(),
  advice: z.enum(['serve', 'fix', 'wait']),
  sentence: z.string(),
  counts: Counts,
});
export type ProofShadow = z.infer<typeof ProofShadow>;

/** `GET /proof`. */
export const ProofAnswer = z.object({
  ok: z.literal(true),
  week: ProofWeek,
  shadow: ProofShadow,
  /** Pages that the web server sends by itself are seen by nobody, and not sampled. */
  direct_mode: z.boolean(),
  page: z.int().min(1),
  per_page: z.int().min(1),
  /** Checks with the outcome that was asked for; without one all that are done. */
  total: z.int().min(0),
  checks: z.array(ProofCheck),
});
export type ProofAnswer = z.infer<typeof ProofAnswer>;

/** `GET /proof/{id}`. */
export const ProofOne = z.object({ ok: z.literal(true), check: ProofCheck });
export type ProofOne = z.infer<typeof ProofOne>;

/** `POST /proof`: this page now, or without one what waits. */
export const ProofRequest = z.strictObject({ url: z.string().min(1).max(2048).optional() });
export type ProofRequest = z.infer<typeof ProofRequest>;

export const ProofChecked = z.object({ ok: z.literal(true), checks: z.array(ProofCheck) });
export type ProofChecked = z.infer<typeof ProofChecked>;
