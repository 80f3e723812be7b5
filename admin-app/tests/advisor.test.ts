// @vitest-environment jsdom
/** The advisor's screen against a site that is made up: only the network between them is. */
import { AdviceAnswer, AdviceKind } from '@dynamic-cache/contracts/advisor';
import apiFetch from '@wordpress/api-fetch';
import { dispatch, select } from '@wordpress/data';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { budgetOf } from '../src/screens/advisor/Budget.tsx';
import { indented } from '../src/screens/advisor/Sent.tsx';
import { costLine } from '../src/screens/advisor/Told.tsx';
import { changeSentence, KINDS, ORDER, subjectName, verdictName } from '../src/screens/advisor/words.ts';
import { advisorStore } from '../src/store/advisor.ts';
import { EMPTY, reduce } from '../src/store/advisor-state.ts';

beforeAll(() => document.documentElement.setAttribute('lang', 'en-US'));

type Sent = { path: string; method: string; data: unknown; revision: string | undefined };
let sent: Sent[] = [];
let answer: (request: Sent) => unknown = () => ({});

apiFetch.setFetchHandler(async ({ path = '', method = 'GET', data, headers }) => {
  const request = {
    path: path.replace(/[?&]_locale=user/, ''),
    method,
    data,
    revision: new Headers(headers).get('If-Match') ?? undefined,
  };
  sent.push(request);
  return answer(request);
});

beforeEach(() => {
  sent = [];
});

const CHANGE = { setting: 'ttl.page', from: 86_400, to: 604_800 } as const;
const COST = {
  provider: 'Careful Models',
  model: 'careful-1',
  prompt_tokens: 1200,
  completion_tokens: 34,
  total_tokens: 1234,
};

const advice = (kind: string, more: object = {}) =>
  AdviceAnswer.parse({
    ok: true,
    kind,
    source: 'rules',
    suggestions: [
      { source: 'rules', subject: 'ttl.page', verdict: 'change', reason: 'Because.', change: CHANGE },
    ],
    fallback: null,
    ai: null,
    ai_supported: true,
    can_warm: true,
    revision: 'r1',
    applied: null,
    ...more,
  });
const AI = { source: 'ai', ai: { sent: { instruction: 'Advise.', data: '{}' }, cost: COST, ms: 1500 } };

const saved = (revision: string, changed: object[], applied: object | null) => ({
  ok: true,
  revision,
  changed,
  kept: [],
  applied,
});
const APPLIED = { at: 1_795_000_000, changes: [CHANGE] };

/** A site that answers questions with revision `r2`, and changes with what the test says. */
const site =
  (change: ReturnType<typeof saved>) =>
  ({ path, method }: Sent) => {
    if (method === 'POST') return change;
    const kind = /advisor\/(\w+)/.exec(path)?.[1] ?? '';
    return path.includes('source=ai')
      ? advice(kind, AI)
      : advice(kind, { revision: 'r2', applied: change.applied });
  };

describe('a question', () => {
  it('goes to the rules unless the AI is named, with its budget', async () => {
    answer = ({ path }) => advice(/advisor\/(\w+)/.exec(path)?.[1] ?? '');
    await dispatch(advisorStore).look('preload', { budget: 5 });
    await dispatch(advisorStore).askAi('preload', { budget: 5 });
    await dispatch(advisorStore).preview('tuning');
    expect(sent.map(({ path }) => path.replace('/dynamic-cache/v1', ''))).toEqual([
      '/advisor/preload?budget=5&source=rules',
      '/advisor/preload?budget=5&source=ai',
      '/advisor/tuning/prompt',
    ]);
  });

  it('that is out of date does not replace the answer to a later one', async () => {
    const answers: ((value: unknown) => void)[] = [];
    answer = () => new Promise((done) => answers.push(done));
    const earlier = dispatch(advisorStore).askAi('routes');
    const later = dispatch(advisorStore).look('routes');
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.(advice('routes'));
    await later;
    answers[0]?.(advice('routes', AI));
    await earlier;
    expect(select(advisorStore).getAdvice('routes')).toMatchObject({
      asking: null,
      value: { source: 'rules' },
    });
  });

  it('that fails says so, and what was known stays', async () => {
    answer = () => advice('routes');
    await dispatch(advisorStore).look('routes');
    answer = () => {
      throw { ok: false, error: 'internal_error' };
    };
    await dispatch(advisorStore).look('routes');
    expect(select(advisorStore).getAdvice('routes')).toMatchObject({
      asking: null,
      failure: 'internal_error',
      value: { kind: 'routes' },
    });
  });
});

describe('applying a suggestion', () => {
  it('names the settings it was made for, and has the rules look again but no AI be paid again', async () => {
    answer = site(saved('r2', [CHANGE], APPLIED));
    await dispatch(advisorStore).look('routes');
    await dispatch(advisorStore).askAi('tuning');
    sent = [];
    expect(await dispatch(advisorStore).apply('r1', CHANGE)).toBe(true);
    expect(sent[0]).toEqual({
      path: '/dynamic-cache/v1/advisor/apply',
      method: 'POST',
      data: { changes: [{ setting: 'ttl.page', value: 604_800 }] },
      revision: 'r1',
    });
    expect(sent.slice(1).every(({ path }) => path.includes('source=rules'))).toBe(true);
    expect(sent.some(({ path }) => path.includes('/advisor/routes'))).toBe(true);
    expect(sent.some(({ path }) => path.includes('/advisor/tuning'))).toBe(false);
    expect(select(advisorStore).isInUse(CHANGE)).toBe(true);
    expect(select(advisorStore).getApplied()).toEqual(APPLIED);
    expect(select(advisorStore).getAdvice('tuning').value?.revision).toBe('r2');
  });

  it('is taken back against the newest revision, and can be applied again', async () => {
    answer = site(saved('r3', [CHANGE], null));
    sent = [];
    expect(await dispatch(advisorStore).undo()).toBe(true);
    expect(sent[0]).toMatchObject({ path: '/dynamic-cache/v1/advisor/undo', revision: 'r2' });
    expect(select(advisorStore).isInUse(CHANGE)).toBe(false);
    expect(select(advisorStore).getApplied()).toBeNull();
  });

  it('after somebody else has saved sets nothing and says so', async () => {
    answer = ({ method, path }) => {
      if (method === 'POST') throw { ok: false, error: 'revision_conflict' };
      return advice(/advisor\/(\w+)/.exec(path)?.[1] ?? '');
    };
    expect(await dispatch(advisorStore).apply('r0', CHANGE)).toBe(false);
    expect(select(advisorStore).getRefusal()).toMatch(/nothing was set/);
    expect(select(advisorStore).isInUse(CHANGE)).toBe(false);
    expect(select(advisorStore).getBusy()).toBeNull();
  });

  it('leaves alone what was suggested for other settings than those', () => {
    const known = reduce(EMPTY, { type: 'ADVISED', kind: 'tuning', answer: advice('tuning', AI), saves: 0 });
    const later = reduce(known, {
      type: 'SAVED',
      used: 'another',
      saved: { ok: true, revision: 'r9', changed: [], kept: [], applied: null },
      isUndo: false,
    });
    expect(later.answers.tuning?.value?.revision).toBe('r1');
    expect(later.revision).toBe('r9');
  });
});

describe('an answer that took so long that settings were changed meanwhile', () => {
  it('does not bring back what was known of them when it was asked', () => {
    const now = reduce(EMPTY, {
      type: 'SAVED',
      used: 'r1',
      saved: { ok: true, revision: 'r2', changed: [CHANGE], kept: [], applied: { at: 1, changes: [CHANGE] } },
      isUndo: false,
    });
    const late = reduce(now, { type: 'ADVISED', kind: 'tuning', answer: advice('tuning', AI), saves: 0 });
    expect(late).toMatchObject({ revision: 'r2', applied: { at: 1 } });
    expect(late.answers.tuning?.value?.source).toBe('ai');
  });
});

describe('the words', () => {
  it('cover every kind, and say what applying sets', () => {
    expect([...ORDER].sort()).toEqual([...AdviceKind.options].sort());
    for (const kind of ORDER) expect(KINDS[kind].title()).not.toBe('');
    expect(changeSentence(CHANGE)).toBe('Lifetime of a page: 1 day → 7 days');
    expect(changeSentence({ setting: 'exclude.paths', from: null, to: '/cart/' })).toBe(
      'Never store /cart/.',
    );
    expect(changeSentence({ setting: 'proof.sample_rate', from: 0.0005, to: 0.0125 })).toBe(
      'Share of visits that are checked: 0.05% → 1.25%',
    );
    expect(changeSentence({ setting: 'disk.max_bytes', from: 1_073_741_824, to: 2_147_483_648 })).toBe(
      'Space for stored pages: 1 GiB → 2 GiB',
    );
  });

  it('name settings, strategies and pages, and leave the rest as it is', () => {
    const of = (subject: string) =>
      subjectName({ source: 'rules', subject, verdict: 'low', reason: 'x', change: null });
    expect(['ttl.page', 'origin-disk', 'https://site.test/menu/?p=1', '/cart/'].map(of)).toEqual([
      'Lifetime of a page',
      'Disk',
      '/menu/?p=1',
      '/cart/',
    ]);
    expect(['high', 'best', '3'].map(verdictName)).toEqual(['High risk', 'Best', 'No. 3']);
  });

  it('of the cost say provider, model, tokens and time; nothing sent is nothing paid', () => {
    const asked = { sent: { instruction: 'a', data: 'b' }, cost: COST, ms: 1500 };
    expect(costLine(asked)).toBe(
      'Careful Models, careful-1: 1,234 tokens (1,200 asked, 34 answered), 1.5 sec.',
    );
    expect(costLine({ ...asked, cost: null })).toMatch(/did not say what it cost/);
    expect(costLine({ sent: null, cost: null, ms: 0 })).toBe('Nothing was sent, and nothing was paid.');
  });
});

describe('the budget', () => {
  it('is whole seconds within the bounds, and stays where no number is typed', () => {
    expect([budgetOf('7.6', 20), budgetOf('0', 20), budgetOf('99999', 20), budgetOf('soon', 20)]).toEqual([
      8, 1, 3600, 20,
    ]);
  });
});

describe('what was sent', () => {
  it('is shown with line breaks, and as it is when it is no JSON', () => {
    expect(indented('{"a":[1]}')).toBe('{\n "a": [\n  1\n ]\n}');
    expect(indented('{"a"')).toBe('{"a"');
  });
});
