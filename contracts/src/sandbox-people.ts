/**
 * `/api/plugin/people/…`, signed by a site: what its sandbox knows of one person, for the privacy tools of WordPress.
 */
import { z } from 'zod';
import { SiteId } from './config.ts';
import { ActorName } from './free-text.ts';

/** Most records in one answer. */
export const MOST_RECORDS = 100;

export const PersonQuery = z.strictObject({
  site_id: SiteId,
  /** The name under which the person acts, as in `wp:ada`. */
  agent_id: ActorName,
  /** How many records to leave out, those that an answer before had. */
  offset: z.int().min(0).max(1_000_000).nullish(),
});
export type PersonQuery = z.infer<typeof PersonQuery>;

export const PersonRecord = z.strictObject({
  kind: z.enum(['request', 'vote', 'claim', 'conflict', 'resolution']),
  /** Of the row. */
  id: z.string(),
  /** Unix seconds. */
  at: z.int(),
  /** What the person wrote or asked for; empty when nothing. */
  text: z.string(),
});
export type PersonRecord = z.infer<typeof PersonRecord>;

/** `POST /api/plugin/people/records`. */
export const PersonRecords = z.strictObject({
  ok: z.literal(true),
  records: z.array(PersonRecord).max(MOST_RECORDS),
  /** Whether there are more behind these. */
  more: z.boolean(),
});
export type PersonRecords = z.infer<typeof PersonRecords>;

export const PersonErase = z.strictObject({ site_id: SiteId, agent_id: ActorName });

/** `POST /api/plugin/people/erase`: the name is gone everywhere, with the notes that explained a vote or a release. */
export const PersonErased = z.strictObject({ ok: z.literal(true), erased: z.int().min(0) });
export type PersonErased = z.infer<typeof PersonErased>;
