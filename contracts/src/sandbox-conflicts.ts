/** `POST /plugin/wp/sandbox/conflicts/{report,list,resolve}`: two workers got into each other's way. */
import { z } from 'zod';
import { SiteId } from './config.ts';
import { ActorName, freeText, someText, TextOrObject, textOrObject } from './free-text.ts';

export const ConflictReport = z.strictObject({
  site_id: SiteId,
  agent_id: ActorName,
  /** The request that it is about. */
  request_id: z.string().min(1).max(64).nullish(),
  /** 1 a nuisance, 5 nothing works. */
  severity: z.int().min(1).max(5),
  summary: someText(280),
  details: textOrObject(4000).nullish(),
});
export type ConflictReport = z.infer<typeof ConflictReport>;

export const MOST_CONFLICTS = 200;
export const DEFAULT_CONFLICTS = 50;

export const ConflictList = z.strictObject({
  site_id: SiteId.nullish(),
  request_id: z.string().min(1).max(64).nullish(),
  /** `open` unless it says otherwise. */
  status: z.enum(['open', 'resolved', 'dismissed', 'all']).nullish(),
  limit: z.int().min(1).max(MOST_CONFLICTS).nullish(),
});
export type ConflictList = z.infer<typeof ConflictList>;

export const ConflictResolve = z.strictObject({
  conflict_id: z.string().min(1).max(64),
  agent_id: ActorName,
  /** `resolved` unless it says otherwise. */
  resolution: z.enum(['resolved', 'dismissed']).nullish(),
  note: freeText(1000).nullish(),
});
export type ConflictResolve = z.infer<typeof ConflictResolve>;

/** Times are Unix seconds. */
export const Conflict = z.strictObject({
  id: z.string(),
  site_id: SiteId,
  request_id: z.string().nullable(),
  reported_by_agent: z.string(),
  severity: z.int(),
  summary: z.string(),
  details: TextOrObject,
  status: z.enum(['open', 'resolved', 'dismissed']),
  created_at: z.int(),
  resolved_by_agent: z.string().nullable(),
  resolution_note: z.string().nullable(),
  resolved_at: z.int().nullable(),
});
export type Conflict = z.infer<typeof Conflict>;

const ok = z.literal(true);
export const ConflictTold = z.strictObject({ ok, conflict: Conflict });
export const ConflictsListed = z.strictObject({ ok, count: z.int(), conflicts: z.array(Conflict) });
