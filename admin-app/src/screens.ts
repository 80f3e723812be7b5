/** What each screen shows: a part of the bundle that comes when the screen is opened. */
import { lazy } from '@wordpress/element';
import type { ScreenName } from './routes.ts';

export const SCREEN_OF = {
  dashboard: lazy(() => import('./screens/dashboard/Dashboard.tsx')),
  pages: lazy(() => import('./screens/pages/Pages.tsx')),
  benchmark: lazy(() => import('./screens/benchmark/Benchmark.tsx')),
  proof: lazy(() => import('./screens/proof/Proof.tsx')),
  leaderboard: lazy(() => import('./screens/leaderboard/Leaderboard.tsx')),
  advisor: lazy(() => import('./screens/advisor/Advisor.tsx')),
  edge: lazy(() => import('./screens/edge/Edge.tsx')),
  settings: lazy(() => import('./screens/settings/Settings.tsx')),
  'first-run': lazy(() => import('./screens/first-run/FirstRun.tsx')),
} satisfies Record<ScreenName, unknown>;
