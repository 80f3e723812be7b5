/** Which contracts are written out as JSON Schema, and for whom. */
import type { z } from 'zod';
import {
  AdviceAnswer,
  AdviceApply,
  AdvicePreview,
  AdviceQuery,
  AiBenchmark,
  AiPreload,
  AiRoutes,
  AiTuning,
} from './advisor.ts';
import { ApiError } from './api-error.ts';
import { BenchmarkRecommendation, HostBenchmark, ProfileAnswer, ProfileQuery } from './benchmark.ts';
import { EdgeConfig } from './config.ts';
import { Fill } from './fill.ts';
import { PatternPreview, SettingsTest } from './findings.ts';
import { jsonSchema } from './json-schema.ts';
import {
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
} from './leaderboard.ts';
import { LoadtestReport, LoadtestReported, LoadtestShared, LoadtestsShared } from './loadtests.ts';
import { Marker } from './marker.ts';
import { OutboxChange } from './outbox.ts';
import { ExplainAnswer, SiteWarm, WarmAnswer } from './page-actions.ts';
import { PagesQuery } from './pages.ts';
import { PurgeAnswer, Repair, SitePurge, SiteStatus } from './plugin-api.ts';
import { ProofAnswer, ProofChecked, ProofOne, ProofRequest } from './proof.ts';
import { PurgeRequest } from './purge.ts';
import { Reason } from './reason.ts';
import { RegisterRequest } from './registration.ts';
import { RolloutFigures } from './rollout.ts';
import {
  SandboxClaim,
  SandboxClaimed,
  SandboxList,
  SandboxListed,
  SandboxRelease,
  SandboxReleased,
  SandboxRequest,
  SandboxRequested,
  SandboxVote,
  SandboxVoted,
} from './sandbox.ts';
import {
  ConflictList,
  ConflictReport,
  ConflictResolve,
  ConflictsListed,
  ConflictTold,
} from './sandbox-conflicts.ts';
import { Settings } from './settings.ts';
import {
  BenchmarkAction,
  BenchmarkComparison,
  BenchmarkOverview,
  BenchmarkReport,
} from './site-benchmark.ts';
import { TagName } from './tags.ts';
import { TesterInvite, TesterInvited, TesterRevoke, TesterRevoked, TestersListed } from './testers.ts';

/** File name without extension → schema. */
export const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  'advice-apply': AdviceApply,
  'advice-preview': AdvicePreview,
  'advice-query': AdviceQuery,
  'ai-benchmark': AiBenchmark,
  'ai-preload': AiPreload,
  'ai-routes': AiRoutes,
  'ai-tuning': AiTuning,
  'api-error': ApiError,
  benchmark: HostBenchmark,
  'benchmark-answer': BenchmarkRecommendation,
  config: EdgeConfig,
  fill: Fill,
  'leaderboard-query': LeaderboardQuery,
  'loadtests-report': LoadtestReport,
  'loadtests-reported': LoadtestReported,
  'loadtests-shared': LoadtestShared,
  'loadtests-shared-answer': LoadtestsShared,
  marker: Marker,
  'outbox-change': OutboxChange,
  'pages-query': PagesQuery,
  'pattern-preview': PatternPreview,
  profile: ProfileAnswer,
  'profile-query': ProfileQuery,
  'proof-answer': ProofAnswer,
  'proof-check': ProofRequest,
  'proof-checked': ProofChecked,
  'proof-one': ProofOne,
  purge: PurgeRequest,
  reason: Reason,
  register: RegisterRequest,
  repair: Repair,
  'rollout-figures': RolloutFigures,
  'sandbox-claim': SandboxClaim,
  'sandbox-claimed': SandboxClaimed,
  'sandbox-conflict': ConflictTold,
  'sandbox-conflict-list': ConflictList,
  'sandbox-conflict-report': ConflictReport,
  'sandbox-conflict-resolve': ConflictResolve,
  'sandbox-conflicts': ConflictsListed,
  'sandbox-list': SandboxList,
  'sandbox-listed': SandboxListed,
  'sandbox-release': SandboxRelease,
  'sandbox-released': SandboxReleased,
  'sandbox-request': SandboxRequest,
  'sandbox-requested': SandboxRequested,
  'sandbox-vote': SandboxVote,
  'sandbox-voted': SandboxVoted,
  settings: Settings,
  'settings-test': SettingsTest,
  'site-advice': AdviceAnswer,
  'site-benchmark': BenchmarkAction,
  'site-benchmark-comparison': BenchmarkComparison,
  'site-benchmark-report': BenchmarkReport,
  'site-benchmarks': BenchmarkOverview,
  'site-claim': SiteClaim,
  'site-conflict': SiteConflict,
  'site-conflicts-view': ConflictsView,
  'site-explained': ExplainAnswer,
  'site-invite': SiteInvite,
  'site-purge': SitePurge,
  'site-purged': PurgeAnswer,
  'site-release': SiteRelease,
  'site-request': SiteRequest,
  'site-resolve': SiteResolve,
  'site-revoke': SiteRevoke,
  'site-sandbox-view': SandboxView,
  'site-status': SiteStatus,
  'site-vote': SiteVote,
  'site-warm': SiteWarm,
  'site-warmed': WarmAnswer,
  tag: TagName,
  'tester-invite': TesterInvite,
  'tester-invited': TesterInvited,
  'tester-revoke': TesterRevoke,
  'tester-revoked': TesterRevoked,
  testers: TestersListed,
};

/** The ones that the plugin reads at run time; it ships without the contracts folder. */
export const PLUGIN_SCHEMAS = [
  'advice-apply',
  'advice-query',
  'ai-benchmark',
  'ai-preload',
  'ai-routes',
  'ai-tuning',
  'leaderboard-query',
  'outbox-change',
  'pages-query',
  'pattern-preview',
  'proof-check',
  'reason',
  'repair',
  'rollout-figures',
  'settings',
  'settings-test',
  'site-advice',
  'site-benchmark',
  'site-claim',
  'site-conflict',
  'site-conflicts-view',
  'site-explained',
  'site-invite',
  'site-purge',
  'site-purged',
  'site-release',
  'site-request',
  'site-resolve',
  'site-revoke',
  'site-sandbox-view',
  'site-status',
  'site-vote',
  'site-warm',
  'site-warmed',
] as const;

/** Repository path → text, for every generated file. */
export function schemaFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const text = `${JSON.stringify(jsonSchema(schema), null, 2)}\n`;
    files.set(`contracts/schema/${name}.json`, text);
    if (PLUGIN_SCHEMAS.some((shipped) => shipped === name)) files.set(`plugin/schema/${name}.json`, text);
  }
  return files;
}
