// @vitest-environment jsdom
/** The screen of the checks against a site that is made up: only the network between them is. */
import { ProofCheck, ProofMode, ProofOutcome } from '@dynamic-cache/contracts/proof';
import apiFetch from '@wordpress/api-fetch';
import { dispatch, resolveSelect, select } from '@wordpress/data';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOfPage, pathOf } from '../src/screens/proof/address.ts';
import { firstDifference, linesOf, lineText, sideName } from '../src/screens/proof/diff.ts';
import { said } from '../src/screens/proof/useCheck.ts';
import { queryOf, viewOf } from '../src/screens/proof/view.ts';
import { MODES, OUTCOMES } from '../src/screens/proof/words.ts';
import { proofStore } from '../src/store/proof.ts';

beforeAll(() => document.documentElement.setAttribute('lang', 'en-US'));

type Sent = { path: string; data: unknown };
let sent: Sent[] = [];
let answer: (request: Sent) => unknown = () => ({});

apiFetch.setFetchHandler(async ({ path = '', data }) => {
  const request = { path: path.replace(/[?&]_locale=user/, ''), data };
  sent.push(request);
  return answer(request);
});

beforeEach(() => {
  sent = [];
});

const check = (more: object = {}) =>
  ProofCheck.parse({
    id: 7,
    mode: 'hit',
    outcome: 'different',
    means: 'The stored page was not what WordPress renders any more.',
    url: 'https://site.test/menu/?b=1',
    variant: '',
    asked_at: 1_795_000_000,
    checked_at: 1_795_000_100,
    diff: '- <p>Soup 4 €</p>\n- … 3\n+ <p>Soup 5 €</p>',
    tags: ['post:12'],
    changes: [],
    stored_at: 1_794_000_000,
    detail: '',
    ...more,
  });
const counts = Object.fromEntries(ProofOutcome.options.map((outcome) => [outcome, 0]));
const list = (checks: object[]) => ({
  ok: true,
  week: { checked: 1, differences: 1, sentence: '1 page checked this week, 1 difference.', counts },
  shadow: { on: false, since: null, advice: 'wait', sentence: 'Keep watching.', counts },
  direct_mode: false,
  page: 1,
  per_page: 20,
  total: checks.length,
  checks,
});

describe('the list', () => {
  it('is asked for as it is filtered; an address with an unknown outcome asks for all', async () => {
    answer = () => list([]);
    await dispatch(proofStore).look(queryOf(viewOf('different')));
    await dispatch(proofStore).look(queryOf({ ...viewOf('nonsense'), page: 3, perPage: 50 }));
    expect(sent.map(({ path }) => path)).toEqual([
      '/dynamic-cache/v1/proof?outcome=different&page=1&per_page=20',
      '/dynamic-cache/v1/proof?page=3&per_page=50',
    ]);
  });

  it('takes a filter that was opened and left empty for none', () => {
    const opened = {
      ...viewOf(''),
      filters: [{ field: 'outcome', operator: 'is' as const, value: undefined }],
    };
    expect(queryOf(opened)).toEqual({ page: 1, per_page: 20 });
  });

  it('of an earlier filter does not replace that of a later one, and a failure keeps what is shown', async () => {
    const answers: ((value: unknown) => void)[] = [];
    answer = () => new Promise((done) => answers.push(done));
    const earlier = dispatch(proofStore).look({ page: 1, per_page: 20 });
    const later = dispatch(proofStore).look({ page: 2, per_page: 20 });
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.(list([check()]));
    await later;
    answers[0]?.(list([]));
    await earlier;
    expect(select(proofStore).getList().value?.checks).toHaveLength(1);
    answer = () => {
      throw { ok: false, error: 'internal_error' };
    };
    await dispatch(proofStore).look({ page: 1, per_page: 20 });
    expect(select(proofStore).getList()).toMatchObject({ failure: 'internal_error', value: { total: 1 } });
    expect(select(proofStore).isLoading()).toBe(false);
  });
});

describe('one check', () => {
  it('is read when somebody looks at it, and says when there is none', async () => {
    answer = ({ path }) => {
      if (path.endsWith('/8')) throw { ok: false, error: 'no_such_check' };
      return { ok: true, check: check() };
    };
    expect((await resolveSelect(proofStore).getCheck(7)).value?.url).toBe('https://site.test/menu/?b=1');
    expect((await resolveSelect(proofStore).getCheck(8)).failure).toBe('no_such_check');
  });

  it('that was asked for is known at once, and a refusal is told until the next', async () => {
    answer = () => {
      throw { ok: false, error: 'invalid_body', details: [{ path: 'url', message: 'Not of this site.' }] };
    };
    expect(await dispatch(proofStore).check('https://elsewhere.test/')).toBeNull();
    expect(select(proofStore).getRefusal()).toBe('Not of this site.');
    answer = () => ({ ok: true, checks: [check({ id: 9, outcome: 'same', diff: '' })] });
    expect(await dispatch(proofStore).check('https://site.test/')).toHaveLength(1);
    expect(sent.at(-1)?.data).toEqual({ url: 'https://site.test/' });
    expect(select(proofStore).getRefusal()).toBeNull();
    expect(select(proofStore).getCheck(9).value?.outcome).toBe('same');
    await dispatch(proofStore).check();
    expect(sent.at(-1)?.data).toEqual({});
  });
});

describe('the difference', () => {
  it('is told line by line, with the side of each and how many are left out', () => {
    const lines = linesOf(check().diff);
    expect(lines.map((line) => [sideName(line, check()), lineText(line)])).toEqual([
      ['Stored', '<p>Soup 4 €</p>'],
      ['Stored', '… and 3 more lines'],
      ['Rendered now', '<p>Soup 5 €</p>'],
    ]);
    expect(linesOf('')).toEqual([]);
  });

  it('of a page that is never the same is between two renders', () => {
    const dice = check({ outcome: 'volatile' });
    expect(linesOf(dice.diff).map((line) => sideName(line, dice))).toEqual([
      'First render',
      'First render',
      'Second render',
    ]);
  });

  it('in a cell is the first line of now, or of before, or what kept the page from being checked', () => {
    expect(firstDifference(check())).toBe('<p>Soup 5 €</p>');
    expect(firstDifference(check({ diff: '- gone' }))).toBe('gone');
    expect(firstDifference(check({ diff: '', detail: 'HTTP 500' }))).toBe('HTTP 500');
  });
});

describe('the page to check', () => {
  it('is a path or an address; what a browser would run is none', () => {
    const home = 'https://site.test/';
    expect(
      ['/menu/', ' https://site.test/a?b=1 ', 'menu'].map((typed) => addressOfPage(typed, home)),
    ).toEqual(['https://site.test/menu/', 'https://site.test/a?b=1', 'https://site.test/menu']);
    expect(['', 'javascript:alert(1)', 'https://'].map((typed) => addressOfPage(typed, home))).toEqual([
      null,
      null,
      null,
    ]);
    expect(addressOfPage('/', '')).toBeNull();
    expect([pathOf('https://site.test/menu/?b=1'), pathOf('no address')]).toEqual([
      '/menu/?b=1',
      'no address',
    ]);
  });
});

describe('the words', () => {
  it('cover every outcome and every occasion, each with its own', () => {
    const words = [
      ...ProofOutcome.options.map((one) => OUTCOMES[one]()),
      ...ProofMode.options.map((one) => MODES[one]()),
    ];
    expect(new Set(words).size).toBe(ProofOutcome.options.length + ProofMode.options.length);
  });

  it('after a check say what came of it', () => {
    expect(said([])).toMatch(/^Nothing was checked/);
    expect(said([check({ outcome: 'same' })])).toBe('Checked: Same.');
    expect(said([check(), check({ outcome: 'same' }), check()])).toBe('3 pages were checked, 2 different.');
  });
});
