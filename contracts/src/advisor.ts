/**
 * `GET /advisor/{kind}`, `POST /advisor/apply` and `POST /advisor/undo` of the plugin's REST API: suggestions that change
 * nothing until a person applies them. `source=rules` costs nothing and leaves the site to nobody; `source=ai` asks the AI
 * provider that the owner has connected to WordPress.
 */
import { z } from 'zod';
import { Strategy } from './settings.ts';

export const AdviceKind = z.enum(['routes', 'preload', 'benchmark', 'tuning']);
export type AdviceKind = z.infer<typeof AdviceKind>;

export const AdviceSource = z.enum(['rules', 'ai']);
export type AdviceSource = z.infer<typeof AdviceSource>;

/** How likely it is that a page shows one visitor what belongs to another when it is stored. */
export const RouteRisk = z.enum(['low', 'medium', 'high']);
export type RouteRisk = z.infer<typeof RouteRisk>;

/** Settings that a suggestion may put a number into; each has bounds of its own inside those of settings.ts. */
export const TUNABLE = [
  'ttl.page',
  'ttl.not_found',
  'ttl.grace',
  'disk.max_bytes',
  'proof.sample_rate',
  'proof.max_per_hour',
] as const;

/** The closed list of what a suggestion can change: the numbers above, and one more path that is never stored. */
export const Adjustable = z.enum([...TUNABLE, 'exclude.paths']);
export type Adjustable = z.infer<typeof Adjustable>;

/** The query of `GET /advisor/{kind}`. */
export const AdviceQuery = z.strictObject({
  source: AdviceSource.optional(),
  /** Seconds of rendering that the pages of `preload` may take together. */
  budget: z.int().min(1).max(3600).optional(),
});
export type AdviceQuery = z.infer<typeof AdviceQuery>;

export const AdvisedChange = z.object({
  setting: Adjustable,
  /** What is set now; null for `exclude.paths`, which gets one more entry. */
  from: z.number().nullable(),
  /** The number, or for `exclude.paths` the path. */
  to: z.union([z.number(), z.string()]),
});
export type AdvisedChange = z.infer<typeof AdvisedChange>;

export const Suggestion = z.object({
  source: AdviceSource,
  /** A path (`routes`), an address (`preload`), a strategy (`benchmark`) or a setting (`tuning`). */
  subject: z.string(),
  /** `low|medium|high` (`routes`), the place in the order (`preload`), `best|good|unsafe|incomplete` (`benchmark`), `change` (`tuning`). */
  verdict: z.string(),
  /** Plain text. */
  reason: z.string(),
  /** What applying it does; null = there is nothing to set. */
  change: AdvisedChange.nullable(),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** What goes to the provider: an instruction that never changes but for the language, and one JSON document. */
export const AdviceSent = z.object({ instruction: z.string(), data: z.string() });
export type AdviceSent = z.infer<typeof AdviceSent>;

/** `GET /advisor/{kind}/prompt`: what would be sent if the AI were asked now. */
export const AdvicePreview = z.object({
  ok: z.literal(true),
  kind: AdviceKind,
  /** Null = there is nothing to ask about. */
  sent: AdviceSent.nullable(),
});
export type AdvicePreview = z.infer<typeof AdvicePreview>;

/** Why the rules answered although the AI was asked. */
export const AiTrouble = z.enum([
  'unsupported',
  'no-model',
  'failed',
  'late',
  'too-long',
  'not-json',
  'wrong-shape',
  'not-allowed',
]);
export type AiTrouble = z.infer<typeof AiTrouble>;

export const AdviceApplied = z.object({
  /** Unix seconds. */
  at: z.int(),
  changes: z.array(AdvisedChange),
});
export type AdviceApplied = z.infer<typeof AdviceApplied>;

export const AdviceAnswer = z.object({
  ok: z.literal(true),
  kind: AdviceKind,
  /** Who answered in the end. */
  source: AdviceSource,
  suggestions: z.array(Suggestion),
  /** Null when who was asked has answered. */
  fallback: z.object({ word: AiTrouble, message: z.string() }).nullable(),
  /** Null when the AI was not asked. */
  ai: z
    .object({
      /** Exactly what went to the provider; null = nothing did. */
      sent: AdviceSent.nullable(),
      /** As the provider tells it; null = it gave no answer, or says nothing of tokens. */
      cost: z
        .object({
          provider: z.string(),
          model: z.string(),
          prompt_tokens: z.int().min(0),
          completion_tokens: z.int().min(0),
          total_tokens: z.int().min(0),
        })
        .nullable(),
      ms: z.number().min(0),
    })
    .nullable(),
  /** Whether this WordPress has the AI client and nobody has switched it off. */
  ai_supported: z.boolean(),
  /** Whether who asks may warm pages (`purge_dynamic_cache`). */
  can_warm: z.boolean(),
  /** Revision of the settings that the suggestions are about, for `If-Match`. */
  revision: z.string(),
  /** What `POST /advisor/undo` would take back; null = nothing. */
  applied: AdviceApplied.nullable(),
});
export type AdviceAnswer = z.infer<typeof AdviceAnswer>;

/** `POST /advisor/apply`, with `If-Match`. Pages of `preload` are warmed with `POST /warm` instead. */
export const AdviceApply = z.strictObject({
  changes: z
    .array(
      z.strictObject({
        setting: Adjustable,
        value: z.union([z.number(), z.string().min(1).max(200)]),
      }),
    )
    .min(1)
    .max(20),
});
export type AdviceApply = z.infer<typeof AdviceApply>;

/** The answer to `POST /advisor/apply` and `/advisor/undo`. */
export const AdviceSaved = z.object({
  ok: z.literal(true),
  revision: z.string(),
  /** What was set, or put back. */
  changed: z.array(AdvisedChange),
  /** `undo`: what somebody has set to something else meanwhile, and stays. */
  kept: z.array(AdvisedChange),
  applied: AdviceApplied.nullable(),
});
export type AdviceSaved = z.infer<typeof AdviceSaved>;

/** One plain sentence or two: no markup, no line breaks. */
const PlainReason = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^<>\r\n\t]+$/);

/** Number of a row in what was sent: an answer can name nothing that was not. */
const RowNumber = z.int().min(0).max(99);

/** What an AI has to answer, kind by kind. */
export const AiRoutes = z.strictObject({
  routes: z
    .array(z.strictObject({ row: RowNumber, risk: RouteRisk, reason: PlainReason }))
    .min(1)
    .max(100),
});
export const AiPreload = z.strictObject({
  order: z.array(z.strictObject({ row: RowNumber, reason: PlainReason })).max(100),
});
export const AiBenchmark = z.strictObject({
  strategies: z
    .array(
      z.strictObject({
        strategy: Strategy,
        verdict: z.enum(['best', 'good', 'unsafe', 'incomplete']),
        reason: PlainReason,
      }),
    )
    .min(1)
    .max(4),
});
export const AiTuning = z.strictObject({
  changes: z
    .array(z.strictObject({ setting: z.enum(TUNABLE), value: z.number(), reason: PlainReason }))
    .max(TUNABLE.length),
});
