/** `POST /plugin/wp/sandbox/…`: several workers share test sandboxes without treading on each other. */
import { z } from 'zod';
import { SiteId } from './config.ts';
import { ActorName, freeText, someText, TextOrObject, textOrObject } from './free-text.ts';

const Minutes = z.int().min(5).max(240);
export const DEFAULT_MINUTES = 30;
export const DEFAULT_PRIORITY = 3;

/** A moment: Unix seconds, or a date and time of RFC 3339 with its offset. */
const Moment = z.union([z.int().min(0).max(9_999_999_999), z.iso.datetime({ offset: true })]);

const RecordId = z.string().regex(/^[a-z]{3,12}-[0-9a-f]{32}$/);

export const SandboxRequest = z.strictObject({
  site_id: SiteId,
  requested_by_agent: ActorName,
  task_type: someText(64).nullish(),
  priority_base: z.int().min(1).max(5).nullish(),
  estimated_minutes: Minutes.nullish(),
  earliest_start_at: Moment.nullish(),
  context: textOrObject(4000).nullish(),
});
export type SandboxRequest = z.infer<typeof SandboxRequest>;

export const SandboxVote = z.strictObject({
  request_id: z.string().min(1).max(64),
  agent_id: ActorName,
  vote: z.int().min(-5).max(5),
  reason: freeText(500).nullish(),
});
export type SandboxVote = z.infer<typeof SandboxVote>;

export const SandboxClaim = z.strictObject({
  agent_id: ActorName,
  slot_minutes: Minutes.nullish(),
  /** A sandbox of this name is given to one worker at a time. */
  sandbox_id: ActorName.nullish(),
});
export type SandboxClaim = z.infer<typeof SandboxClaim>;

export const SandboxRelease = z.strictObject({
  request_id: z.string().min(1).max(64),
  agent_id: ActorName,
  outcome: z.enum(['completed', 'failed', 'requeue']),
  note: freeText(1000).nullish(),
});
export type SandboxRelease = z.infer<typeof SandboxRelease>;

export const RequestStatus = z.enum(['queued', 'claimed', 'completed', 'failed']);
export type RequestStatus = z.infer<typeof RequestStatus>;

/** A request as it stands. Times are Unix seconds. */
export const QueuedRequest = z.strictObject({
  id: RecordId,
  site_id: SiteId,
  plugin_id: z.string(),
  requested_by_agent: z.string(),
  task_type: z.string(),
  priority_base: z.int(),
  estimated_minutes: z.int(),
  earliest_start_at: z.int().nullable(),
  context: TextOrObject,
  status: RequestStatus,
  /** 10 · priority_base + the sum of all votes; the highest is claimed first, then the oldest. */
  score: z.int(),
  created_at: z.int(),
});
export type QueuedRequest = z.infer<typeof QueuedRequest>;

export const Allocation = z.strictObject({
  id: RecordId,
  request_id: RecordId,
  agent_id: z.string(),
  sandbox_id: z.string().nullable(),
  status: z.enum(['active', 'completed', 'failed', 'requeue', 'expired']),
  start_at: z.int(),
  /** When the request returns to the queue by itself. */
  end_at: z.int(),
  released_at: z.int().nullable(),
  note: z.string().nullable(),
});
export type Allocation = z.infer<typeof Allocation>;

const ok = z.literal(true);
export const SandboxRequested = z.strictObject({ ok, request: QueuedRequest });
export const SandboxVoted = z.strictObject({
  ok,
  request_id: RecordId,
  /** How many have voted. */
  votes: z.int(),
  score: z.int(),
});
export const SandboxClaimed = z.strictObject({
  ok,
  selected_request: QueuedRequest,
  selected_score: z.int(),
  allocation: Allocation,
});
export const SandboxReleased = z.strictObject({ ok, request: QueuedRequest, allocation: Allocation });

export const MOST_REQUESTS = 200;
export const DEFAULT_REQUESTS = 50;

export const SandboxList = z.strictObject({
  site_id: SiteId.nullish(),
  /** `open` (waiting or claimed) unless it says otherwise. */
  status: z.enum(['open', ...RequestStatus.options, 'all']).nullish(),
  limit: z.int().min(1).max(MOST_REQUESTS).nullish(),
});
export type SandboxList = z.infer<typeof SandboxList>;

/** A request with who works on it, and how many have voted. */
export const ListedRequest = z.strictObject({
  request: QueuedRequest,
  votes: z.int(),
  /** Null unless it is claimed. One whose `end_at` is over returns to the queue with the next claim. */
  allocation: Allocation.nullable(),
});
export type ListedRequest = z.infer<typeof ListedRequest>;

/** What is claimed, then what waits in the order in which it will be claimed, then the rest, the newest first. */
export const SandboxListed = z.strictObject({ ok, count: z.int(), requests: z.array(ListedRequest) });
export type SandboxListed = z.infer<typeof SandboxListed>;
