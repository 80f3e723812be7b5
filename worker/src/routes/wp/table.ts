/** The routes below `/plugin/wp`, as a table. */
import * as benchmarks from '@dynamic-cache/contracts/benchmark';
import * as loadtests from '@dynamic-cache/contracts/loadtests';
import * as sandbox from '@dynamic-cache/contracts/sandbox';
import * as conflicts from '@dynamic-cache/contracts/sandbox-conflicts';
import type { ApiRoute } from '../route.ts';
import { hostBenchmark } from './benchmark.ts';
import { conflictList } from './conflict-list.ts';
import { conflictReport } from './conflict-report.ts';
import { conflictResolve } from './conflict-resolve.ts';
import { loadtestsReport } from './loadtests-report.ts';
import { loadtestsShared } from './loadtests-shared.ts';
import { profile } from './profile.ts';
import { sandboxClaim } from './sandbox-claim.ts';
import { sandboxList } from './sandbox-list.ts';
import { sandboxRelease } from './sandbox-release.ts';
import { sandboxRequest } from './sandbox-request.ts';
import { sandboxVote } from './sandbox-vote.ts';

const SITE = { signedBy: 'site-or-shared' } as const;
const POST = { method: 'POST', signedBy: 'site-shared-or-tester' } as const;
const SANDBOX = { ...POST, needsCapability: true } as const;

export const PLUGIN_ROUTES: readonly ApiRoute[] = [
  {
    ...SITE,
    method: 'POST',
    path: '/plugin/wp/cache/benchmark',
    summary: 'What a host measured; answers what is best for it, and keeps that as its profile',
    handler: hostBenchmark,
    body: benchmarks.HostBenchmark,
    answer: benchmarks.BenchmarkRecommendation,
  },
  {
    ...SITE,
    method: 'GET',
    path: '/plugin/wp/cache/profile',
    summary: 'The profile of a site, on one kind of host or the latest',
    handler: profile,
    query: benchmarks.ProfileQuery,
    answer: benchmarks.ProfileAnswer,
  },
  {
    ...SANDBOX,
    path: '/plugin/wp/sandbox/request',
    summary: 'Puts a request into the queue of the sandbox',
    handler: sandboxRequest,
    body: sandbox.SandboxRequest,
    answer: sandbox.SandboxRequested,
    status: 201,
  },
  {
    ...SANDBOX,
    path: '/plugin/wp/sandbox/list',
    summary: 'What is claimed and what waits, in the order in which it will be claimed',
    handler: sandboxList,
    body: sandbox.SandboxList,
    answer: sandbox.SandboxListed,
  },
  {
    ...SANDBOX,
    path: '/plugin/wp/sandbox/vote',
    summary: 'Votes on a request; a second vote replaces the first',
    handler: sandboxVote,
    body: sandbox.SandboxVote,
    answer: sandbox.SandboxVoted,
  },
  {
    ...SANDBOX,
    path: '/plugin/wp/sandbox/claim',
    summary: 'Takes the best request that waits; never one that somebody else has',
    handler: sandboxClaim,
    body: sandbox.SandboxClaim,
    answer: sandbox.SandboxClaimed,
  },
  {
    ...SANDBOX,
    path: '/plugin/wp/sandbox/release',
    summary: 'Ends the work on a request, or returns it to the queue',
    handler: sandboxRelease,
    body: sandbox.SandboxRelease,
    answer: sandbox.SandboxReleased,
  },
  {
    ...SANDBOX,
    path: '/plugin/wp/sandbox/conflicts/report',
    summary: 'Somebody was in the way',
    handler: conflictReport,
    body: conflicts.ConflictReport,
    answer: conflicts.ConflictTold,
    status: 201,
  },
  {
    ...SANDBOX,
    path: '/plugin/wp/sandbox/conflicts/list',
    summary: 'Conflicts by site, request and status, the newest first',
    handler: conflictList,
    body: conflicts.ConflictList,
    answer: conflicts.ConflictsListed,
  },
  {
    ...SANDBOX,
    path: '/plugin/wp/sandbox/conflicts/resolve',
    summary: 'Settles an open conflict',
    handler: conflictResolve,
    body: conflicts.ConflictResolve,
    answer: conflicts.ConflictTold,
  },
  {
    ...POST,
    path: '/plugin/wp/loadtests/report',
    summary: 'Shares samples of load tests; all of them are kept, or none',
    handler: loadtestsReport,
    body: loadtests.LoadtestReport,
    answer: loadtests.LoadtestReported,
    status: 201,
  },
  {
    ...POST,
    path: '/plugin/wp/loadtests/shared',
    summary: 'What all testers of a site have measured, by page and by strategy',
    handler: loadtestsShared,
    body: loadtests.LoadtestShared,
    answer: loadtests.LoadtestsShared,
  },
];
