/** What the site asks of its Worker for the Leaderboard screen. Answers are the Worker's own. */
import type {
  ConflictsView,
  LeaderboardQuery,
  SandboxView,
  SiteClaim,
  SiteConflict,
  SiteInvite,
  SiteRelease,
  SiteRequest,
  SiteResolve,
  SiteRevoke,
  SiteVote,
} from '@dynamic-cache/contracts/leaderboard';
import { LoadtestsShared } from '@dynamic-cache/contracts/loadtests';
import {
  SandboxClaimed,
  SandboxListed,
  SandboxReleased,
  SandboxRequested,
  SandboxVoted,
} from '@dynamic-cache/contracts/sandbox';
import { ConflictsListed, ConflictTold } from '@dynamic-cache/contracts/sandbox-conflicts';
import { TesterInvited, TesterRevoked, TestersListed } from '@dynamic-cache/contracts/testers';
import { request } from './request.ts';

const Shared = LoadtestsShared.omit({ site_id: true });

const query = (parameters: Readonly<Record<string, string | undefined>>) => {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  const text = new URLSearchParams(given).toString();
  return text === '' ? '' : `?${text}`;
};

/** Averages of what testers have shared, by page and by strategy. */
export const readShared = (asked: LeaderboardQuery) =>
  request({ path: `/leaderboard${query(asked)}`, answer: Shared });

export const readQueue = (asked: SandboxView) =>
  request({ path: `/sandbox${query(asked)}`, answer: SandboxListed });
export const readConflicts = (asked: ConflictsView) =>
  request({ path: `/sandbox/conflicts${query(asked)}`, answer: ConflictsListed });
export const readTesters = () => request({ path: '/testers', answer: TestersListed });

export const askForSandbox = (data: SiteRequest) =>
  request({ path: '/sandbox/request', method: 'POST', data, answer: SandboxRequested });
export const vote = (data: SiteVote) =>
  request({ path: '/sandbox/vote', method: 'POST', data, answer: SandboxVoted });
/** The request that comes first, not one of choice. */
export const claim = (data: SiteClaim) =>
  request({ path: '/sandbox/claim', method: 'POST', data, answer: SandboxClaimed });
export const release = (data: SiteRelease) =>
  request({ path: '/sandbox/release', method: 'POST', data, answer: SandboxReleased });
export const reportConflict = (data: SiteConflict) =>
  request({ path: '/sandbox/conflicts/report', method: 'POST', data, answer: ConflictTold });
export const resolveConflict = (data: SiteResolve) =>
  request({ path: '/sandbox/conflicts/resolve', method: 'POST', data, answer: ConflictTold });
/** The answer has the secrets, which are told this once. */
export const inviteTester = (data: SiteInvite) =>
  request({ path: '/testers/invite', method: 'POST', data, answer: TesterInvited });
export const revokeTester = (data: SiteRevoke) =>
  request({ path: '/testers/revoke', method: 'POST', data, answer: TesterRevoked });
