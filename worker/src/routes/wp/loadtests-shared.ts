/** `POST /plugin/wp/loadtests/shared`: what all testers of a site have measured, by page and by strategy. */
import { DEFAULT_SHARED, LoadtestShared, type LoadtestsShared } from '@dynamic-cache/contracts/loadtests';
import type { Context } from 'hono';
import { LoadtestSamples, leaderboard, pageProfiles } from '../../benchmark/samples.ts';
import type { App } from '../../context.ts';
import { readOnce } from '../../control/mutation.ts';
import { NO_STORE } from '../manage/signed-body.ts';
import { bodyAboutSite } from './asked.ts';

export async function loadtestsShared(c: Context<App>): Promise<Response> {
  const { body, owner } = await bodyAboutSite(c, LoadtestShared);
  const { tenant } = owner;
  const samples = new LoadtestSamples(c.env.CONTROL);
  const [pages, strategies] = await readOnce(c.env.CONTROL, c.get('edge').world, c.get('signed'), [
    samples.byPage(tenant, body, body.limit ?? DEFAULT_SHARED),
    samples.byStrategy(tenant, body),
  ]);
  const answer: LoadtestsShared = {
    ok: true,
    site_id: body.site_id,
    shared_page_profiles: pageProfiles(pages ?? []),
    strategy_leaderboard: leaderboard(
      strategies ?? [],
      isAllThatPassed(body) ? null : await samples.passing(tenant, body.site_id),
    ),
  };
  return c.json(answer, 200, NO_STORE);
}

/** Then the leaderboard itself is made of what the bonus is made of, and the samples need not be read once more. */
function isAllThatPassed({ strategy, page_path, only_passing }: LoadtestShared): boolean {
  return strategy == null && page_path == null && (only_passing ?? true);
}
