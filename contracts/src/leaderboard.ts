/**
 * What the Leaderboard screen asks of the plugin, which asks the Worker in the name of the site: `GET /leaderboard`,
 * `/sandbox`, `/testers` and the changes below them. Who acts is the account that is logged in; a body cannot say so.
 * Answers are the Worker's own.
 */
import { z } from 'zod';
import { freeText, someText } from './free-text.ts';
import { RequestStatus, SandboxClaim, SandboxRelease, SandboxRequest, SandboxVote } from './sandbox.ts';
import { ConflictReport, ConflictResolve } from './sandbox-conflicts.ts';
import { Strategy } from './settings.ts';
import { TesterInvite, TesterRevoke } from './testers.ts';

/** `GET /leaderboard`: averages by page and by strategy. */
export const LeaderboardQuery = z.strictObject({
  strategy: Strategy.optional(),
  page_path: z.string().max(2048).optional(),
  /** `all` counts the samples that failed a gate as well. */
  samples: z.enum(['passing', 'all']).optional(),
});
export type LeaderboardQuery = z.infer<typeof LeaderboardQuery>;

/** `GET /sandbox`. */
export const SandboxView = z.strictObject({
  status: z.enum(['open', ...RequestStatus.options, 'all']).optional(),
});
export type SandboxView = z.infer<typeof SandboxView>;

/** `GET /sandbox/conflicts`. */
export const ConflictsView = z.strictObject({
  status: z.enum(['open', 'resolved', 'dismissed', 'all']).optional(),
});
export type ConflictsView = z.infer<typeof ConflictsView>;

/** `POST /sandbox/request`. A person writes text; objects are for programs. */
export const SiteRequest = SandboxRequest.pick({
  priority_base: true,
  estimated_minutes: true,
}).extend({ task_type: someText(64).optional(), context: freeText(4000).optional() });
export type SiteRequest = z.infer<typeof SiteRequest>;

/** `POST /sandbox/vote`. */
export const SiteVote = SandboxVote.omit({ agent_id: true });
export type SiteVote = z.infer<typeof SiteVote>;

/** `POST /sandbox/claim`: the request that comes first, not one of choice. */
export const SiteClaim = SandboxClaim.omit({ agent_id: true });
export type SiteClaim = z.infer<typeof SiteClaim>;

/** `POST /sandbox/release`. */
export const SiteRelease = SandboxRelease.omit({ agent_id: true });
export type SiteRelease = z.infer<typeof SiteRelease>;

/** `POST /sandbox/conflicts/report`. */
export const SiteConflict = ConflictReport.omit({ site_id: true, agent_id: true, details: true }).extend({
  details: freeText(4000).optional(),
});
export type SiteConflict = z.infer<typeof SiteConflict>;

/** `POST /sandbox/conflicts/resolve`. */
export const SiteResolve = ConflictResolve.omit({ agent_id: true });
export type SiteResolve = z.infer<typeof SiteResolve>;

/** `POST /testers/invite`. */
export const SiteInvite = TesterInvite.omit({ site_id: true });
export type SiteInvite = z.infer<typeof SiteInvite>;

/** `POST /testers/revoke`. */
export const SiteRevoke = TesterRevoke.omit({ site_id: true });
export type SiteRevoke = z.infer<typeof SiteRevoke>;
