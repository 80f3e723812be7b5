/** `GET` and `POST /outbox`: what the edge, and Cloudflare's own cache, have not been told yet. */
import { z } from 'zod';

/** Most rows of one answer. */
export const MAX_OUTBOX_PER_PAGE = 100;

/** To whom a message goes: the Worker, or the purge API of the Cloudflare zone. */
export const Recipient = z.enum(['worker', 'zone']);
export type Recipient = z.infer<typeof Recipient>;

export const OutboxMessage = z.object({
  id: z.int().min(1),
  to: Recipient,
  /** What it throws away, as a sentence in the language of who asks. */
  sentence: z.string(),
  tags: z.array(z.string()),
  urls: z.array(z.string()),
  everything: z.boolean(),
  soft: z.boolean(),
  /** Unix seconds at which it was written. */
  at: z.int(),
  /** How often it was tried. */
  tries: z.int().min(0),
  /** Why the last try failed and what helps, in words; empty = not tried yet. */
  error: z.string(),
  /** Unix seconds of the next try; null = at the next occasion. */
  next_try: z.int().nullable(),
});
export type OutboxMessage = z.infer<typeof OutboxMessage>;

/** `GET /outbox?page=&per_page=`, the oldest first: that is the order in which they are told. */
export const OutboxAnswer = z.object({
  ok: z.literal(true),
  total: z.int().min(0),
  page: z.int().min(1),
  per_page: z.int().min(1).max(MAX_OUTBOX_PER_PAGE),
  messages: z.array(OutboxMessage),
});
export type OutboxAnswer = z.infer<typeof OutboxAnswer>;

/** `POST /outbox`. Without ids all messages are meant. */
export const OutboxChange = z.strictObject({
  do: z.enum(['retry', 'drop']),
  ids: z.array(z.int().min(1)).min(1).max(1000).optional(),
});
export type OutboxChange = z.infer<typeof OutboxChange>;

/** What came of it. */
export const OutboxChanged = z.object({
  ok: z.literal(true),
  /** Messages that were delivered, or dropped. */
  done: z.int().min(0),
  /** Messages that wait now. */
  waiting: z.int().min(0),
});
export type OutboxChanged = z.infer<typeof OutboxChanged>;
