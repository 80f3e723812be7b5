/** `POST /plugin/wp/loadtests/report`: a tester shares samples. All of them are kept, or none. */
import {
  DEFAULT_STRATEGY,
  LoadtestReport,
  LoadtestReported,
  MOST_PAGE_TESTS,
  type PageSample,
} from '@dynamic-cache/contracts/loadtests';
import { readSample } from '@dynamic-cache/contracts/page-sample';
import type { Context } from 'hono';
import { z } from 'zod';
import { LoadtestSamples } from '../../benchmark/samples.ts';
import { scoredSample } from '../../benchmark/scored-sample.ts';
import type { App } from '../../context.ts';
import { ApiFailure } from '../../failure.ts';
import { unixTime } from '../../world.ts';
import { NO_STORE, once } from '../manage/signed-body.ts';
import { bodyAboutSite } from './asked.ts';

/** The pages are looked at one by one, so that every fault of each is named. */
const Tests = z.array(z.unknown()).max(MOST_PAGE_TESTS).nullish();
const Report = LoadtestReport.extend({ page_tests: Tests, samples: Tests });

export async function loadtestsReport(c: Context<App>): Promise<Response> {
  const { body, owner } = await bodyAboutSite(c, Report);
  const workerId = body.worker_id ?? body.agent_id;
  if (workerId == null) throw new ApiFailure('invalid_body', [{ path: 'worker_id', message: 'missing' }]);
  const samples = samplesOf(body).map(scoredSample);
  const failed = samples.filter(({ passed }) => passed === 0).length;
  const siteId = body.site_id;
  const strategy = body.strategy ?? DEFAULT_STRATEGY;
  const source = { ...owner, siteId, workerId, strategy, at: unixTime(c.get('edge').world) };
  const answer = await once<LoadtestReported>(c, {
    action: 'loadtests.report',
    detail: { plugin_id: c.get('signed').pluginId, site_id: siteId, strategy, samples: samples.length },
    effect: new LoadtestSamples(c.env.CONTROL).add(source, samples),
    answer: {
      ok: true,
      site_id: siteId,
      worker_id: workerId,
      inserted: samples.length,
      hard_gate_failed: failed,
    },
    schema: LoadtestReported,
  });
  return c.json(answer, 201, NO_STORE);
}

function samplesOf({ page_tests, samples }: z.infer<typeof Report>): PageSample[] {
  if (page_tests?.length && samples?.length) {
    const message = 'another name of page_tests: give one of them';
    throw new ApiFailure('invalid_body', [{ path: 'samples', message }]);
  }
  const name = page_tests == null || page_tests.length === 0 ? 'samples' : 'page_tests';
  const tests = (name === 'samples' ? samples : page_tests) ?? [];
  if (tests.length === 0) {
    throw new ApiFailure('missing_page_tests', [{ path: 'page_tests', message: 'missing' }]);
  }
  const read = tests.map((test, at) => readSample(test, `${name}.${at}`));
  const issues = read.flatMap((one) => (one.ok ? [] : one.issues));
  const found = read.flatMap((one) => (one.ok ? [one.sample] : []));
  if (found.length === 0) throw new ApiFailure('no_valid_page_tests', issues);
  if (issues.length > 0) throw new ApiFailure('invalid_body', issues);
  return found;
}
