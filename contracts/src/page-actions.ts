/** What can be asked of one page: `GET /explain` and `POST /warm`. */
import { z } from 'zod';
import { Outcome, Reason } from './reason.ts';

/** One step of the decision, in the order in which the engine takes them. */
export const ExplainStep = z.object({
  /** What is looked at: `method`, `host`, `path`, `cookies`, `exclude.paths`, `key`, `store`, `tags`… */
  step: z.string(),
  /** What was found, as a sentence. */
  said: z.string(),
  /** The step that decided. */
  decisive: z.boolean(),
  /** Path of the setting that caused it, or null. */
  setting: z.string().nullable(),
});
export type ExplainStep = z.infer<typeof ExplainStep>;

/** Something that the stored page depends on. */
export const ExplainTag = z.object({
  tag: z.string(),
  /** What it stands for, and what purges it. */
  meaning: z.string(),
  /** What put it there while WordPress rendered; empty where that is not known. */
  source: z.string(),
});
export type ExplainTag = z.infer<typeof ExplainTag>;

/** A copy of the page at one layer. */
export const ExplainCopy = z.object({
  layer: z.enum(['origin', 'edge']),
  /** What that layer would answer; null when it could not be asked. */
  outcome: Outcome.nullable(),
  reason: Reason.nullable(),
  /** Seconds since it was rendered, and until it expires; null where there is no copy. */
  age: z.int().min(0).nullable(),
  expires_in: z.int().nullable(),
  /** Why it could not be asked, in words. */
  error: z.string().nullable(),
});
export type ExplainCopy = z.infer<typeof ExplainCopy>;

/** A purge that hit the page, or would hit it again: newest first. */
export const ExplainPurge = z.object({
  /** Its row in `GET /purges`. */
  id: z.int(),
  /** Unix seconds. */
  at: z.int(),
  /** What happened, as a sentence. */
  sentence: z.string(),
  /** The tags that the page has in common with it. */
  tags: z.array(z.string()),
});
export type ExplainPurge = z.infer<typeof ExplainPurge>;

/**
 * `GET /explain?url=` or `?post=`: what a visitor without cookies gets, and why. Nothing is rendered. With `edge=1` the
 * Worker is asked for its copy too.
 */
export const ExplainAnswer = z.object({
  ok: z.literal(true),
  url: z.string(),
  outcome: Outcome,
  reason: Reason,
  /** Key of the page in lower-case hex; null for a bypass before the key. */
  key: z.string().nullable(),
  steps: z.array(ExplainStep),
  /** The stored page, also when it cannot be used any more. */
  page: z
    .object({
      status: z.int(),
      /** Unix seconds. */
      stored_at: z.int(),
      expires_at: z.int(),
      /** Body bytes, plain and gzip (0 = not stored). */
      bytes: z.int(),
      gzip_bytes: z.int(),
      tags: z.array(ExplainTag),
    })
    .nullable(),
  /** The last time that it was rendered for the cache; null when that is not known. */
  last_render: z
    .object({
      /** Unix seconds. */
      at: z.int(),
      /** Why it was not stored; null = it was. */
      refusal: Reason.nullable(),
    })
    .nullable(),
  /** The origin's copy, and the edge's where it was asked for and one is connected. */
  copies: z.array(ExplainCopy),
  purges: z.array(ExplainPurge),
});
export type ExplainAnswer = z.infer<typeof ExplainAnswer>;

/** `POST /warm`: one of the two. Fetched at once, one after the other, in at most 20 s altogether. */
export const SiteWarm = z.strictObject({
  urls: z.array(z.string().min(1).max(8192)).min(1).max(20).optional(),
  /** Post id. */
  post: z.int().min(1).optional(),
});
export type SiteWarm = z.infer<typeof SiteWarm>;

/** What one layer said when the page was fetched through it. */
export const WarmedLayer = z.object({
  /** Status of the response, null when there was none. */
  status: z.int().nullable(),
  /** First word and reason of `X-Dynamic-Cache`, null when the layer said nothing. */
  outcome: Outcome.nullable(),
  reason: Reason.nullable(),
  ms: z.number().min(0),
  /** Why there is no page, in words: no answer, a password, something else that answered. */
  error: z.string().nullable(),
});
export type WarmedLayer = z.infer<typeof WarmedLayer>;

export const WarmAnswer = z.object({
  ok: z.literal(true),
  pages: z.array(
    z.object({
      url: z.string(),
      /** The page is stored now at every layer that is on. */
      warm: z.boolean(),
      origin: WarmedLayer,
      /** null = no edge is connected. */
      edge: WarmedLayer.nullable(),
    }),
  ),
});
export type WarmAnswer = z.infer<typeof WarmAnswer>;
