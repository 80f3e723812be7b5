/** The store against a small site that keeps revisions as the real one does; only the network between them is made up. */
import { SettingsAnswer } from '@dynamic-cache/contracts/plugin-api';
import { Settings } from '@dynamic-cache/contracts/settings';
import apiFetch from '@wordpress/api-fetch';
import { dispatch, select } from '@wordpress/data';
import { store as notices } from '@wordpress/notices';
import { beforeEach, describe, expect, it } from 'vitest';
import { settingsStore } from '../src/store/settings.ts';

type Doc = Record<string, unknown>;
const isDoc = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7396. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isDoc(patch)) return patch;
  const result: Doc = { ...(isDoc(target) ? target : {}) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}

/** Hosts that know GET and POST alone are spoken to in a header. */
const isSave = ({ headers }: { headers?: Doc }) => headers?.['X-HTTP-Method-Override'] === 'PATCH';

class Site {
  revision = 1;
  document: unknown = {};
  patches: unknown[] = [];
  /** What happens to the next save. */
  next: 'answer' | 'lost before' | 'lost after' | 'refused' = 'answer';
  isReachable = true;
  /** While a save is under way. */
  meanwhile: () => void = () => {};

  save(patch: unknown): void {
    this.document = merged(this.document, patch);
    this.revision += 1;
  }

  answer() {
    const settings = Settings.parse(this.document);
    return SettingsAnswer.parse({
      ok: true,
      revision: `r${this.revision}`,
      settings,
      fixed: [],
      reenter: [],
    });
  }

  async fetch({ data, headers }: { data?: unknown; headers?: Doc }): Promise<unknown> {
    if (!this.isReachable) throw { code: 'fetch_error', message: 'You are probably offline.' };
    if (!isSave({ headers })) return this.answer();
    const fate = this.next;
    this.next = 'answer';
    this.meanwhile();
    if (fate === 'lost before') throw { code: 'fetch_error', message: 'You are probably offline.' };
    if (fate === 'refused') {
      const details = [{ path: 'exclude.paths.1', message: 'Not like this.' }];
      throw { ok: false, error: 'invalid_settings', details };
    }
    if (headers?.['If-Match'] !== `r${this.revision}`) throw { ok: false, error: 'revision_conflict' };
    this.patches.push(data);
    this.save(data);
    if (fate === 'lost after')
      throw { code: 'invalid_json', message: 'The response is not a valid JSON response.' };
    return this.answer();
  }
}

let site = new Site();
const { load, edit, save, discard, keepMine, takeTheirs, findOut } = dispatch(settingsStore);
const form = () => select(settingsStore).getForm();
const announced = () =>
  select(notices)
    .getNotices()
    .map(({ content }) => content);

beforeEach(async () => {
  site = new Site();
  apiFetch.setFetchHandler((options) => site.fetch(options));
  await discard();
  await dispatch(notices).removeNotices(
    select(notices)
      .getNotices()
      .map(({ id }) => id),
  );
  await load();
  expect(form().saved?.revision).toBe('r1');
});

describe('saving', () => {
  it('sends what differs and nothing else, then says so', async () => {
    await edit('ttl.page', 600);
    await edit('ttl.grace', 86_400);
    await save();
    expect(site.patches).toEqual([{ ttl: { page: 600 } }]);
    expect(form()).toMatchObject({ edits: {}, busy: null, trouble: null, saved: { revision: 'r2' } });
    expect(announced()).toEqual(['Settings saved.']);
  });

  it('sends nothing that the schema refuses, and leads to it', async () => {
    await edit('ttl.page', 5);
    await save();
    expect(site.patches).toEqual([]);
    expect(form()).toMatchObject({ focus: { path: 'ttl.page' }, left: ['ttl.page'], busy: null });
    expect(announced()).toEqual([]);
  });

  it('keeps what was typed while the answer was under way', async () => {
    await edit('ttl.page', 600);
    site.meanwhile = () => void edit('ttl.page', 700);
    await save();
    expect(form().saved?.settings.ttl.page).toBe(600);
    expect(form().edits).toEqual({ 'ttl.page': 700 });
  });

  it('a second press while the first is under way sends nothing', async () => {
    await edit('ttl.page', 600);
    await Promise.all([save(), save()]);
    expect(site.patches).toHaveLength(1);
  });

  it('puts what the site refuses beside its field', async () => {
    await edit('exclude.paths', ['/a', '/b']);
    site.next = 'refused';
    await save();
    expect(form().refused).toEqual([{ path: 'exclude.paths', by: 'site', message: 'Not like this.' }]);
    expect(form().edits).toEqual({ 'exclude.paths': ['/a', '/b'] });
    await edit('exclude.paths', ['/a']);
    expect(form().refused).toEqual([]);
  });
});

describe('a lost connection', () => {
  it('nothing arrived: says so, announces nothing, keeps the edits', async () => {
    await edit('ttl.page', 600);
    site.next = 'lost before';
    await save();
    expect(form()).toMatchObject({ edits: { 'ttl.page': 600 }, busy: null, trouble: { isKnown: true } });
    expect(form().trouble?.message).toMatch(/nothing was saved/);
    expect(announced()).toEqual([]);
  });

  it('the answer alone was lost: finds out that it is saved', async () => {
    await edit('ttl.page', 600);
    await edit('hosts', ['a.example', '']);
    site.next = 'lost after';
    await save();
    expect(form()).toMatchObject({ edits: {}, trouble: null, saved: { revision: 'r2' } });
    expect(announced()).toEqual([expect.stringMatching(/have arrived and are saved/)]);
  });

  it('the site cannot even be asked: says that nobody knows, and finds out later', async () => {
    await edit('ttl.page', 600);
    site.next = 'lost after';
    site.meanwhile = () => {};
    const fetch = site.fetch.bind(site);
    site.fetch = async (options) => {
      if (!isSave(options)) return fetch(options);
      site.isReachable = true;
      return fetch(options).finally(() => {
        site.isReachable = false;
      });
    };
    await save();
    expect(form()).toMatchObject({ edits: { 'ttl.page': 600 }, trouble: { isKnown: false } });
    expect(announced()).toEqual([]);
    site.isReachable = true;
    await findOut();
    expect(form()).toMatchObject({ edits: {}, trouble: null });
    expect(announced()).toEqual([expect.stringMatching(/have arrived and are saved/)]);
  });

  it('somebody else saved meanwhile and mine did not arrive: that is a conflict', async () => {
    await edit('ttl.page', 600);
    site.next = 'lost before';
    site.meanwhile = () => site.save({ ttl: { page: 700 } });
    await save();
    expect(form()).toMatchObject({ theirs: { settings: { ttl: { page: 700 } } }, trouble: null });
    expect(announced()).toEqual([]);
  });
});

describe('two administrators', () => {
  beforeEach(async () => {
    await edit('ttl.page', 600);
    await edit('ttl.grace', 60);
    site.save({ ttl: { page: 700, browser: 5 } });
    await save();
    expect(form().theirs?.revision).toBe('r2');
    expect(site.patches).toEqual([]);
    expect(announced()).toEqual([]);
  });

  it('mine on top: mine where I changed something, theirs everywhere else', async () => {
    await keepMine();
    expect(site.answer().settings.ttl).toMatchObject({ page: 600, grace: 60, browser: 5 });
    expect(form()).toMatchObject({ theirs: null, edits: {} });
  });

  it('theirs: theirs where both changed, my other edits stay unsaved', async () => {
    await takeTheirs();
    expect(form()).toMatchObject({ theirs: null, edits: { 'ttl.grace': 60 }, saved: { revision: 'r2' } });
    expect(site.answer().settings.ttl).toMatchObject({ page: 700, grace: 86_400 });
    await save();
    expect(site.patches).toEqual([{ ttl: { grace: 60 } }]);
  });

  it('a third save in between is told as well', async () => {
    site.save({ ttl: { not_found: 3 } });
    await keepMine();
    expect(form()).toMatchObject({ theirs: { revision: 'r3' }, edits: { 'ttl.page': 600 } });
    expect(site.patches).toEqual([]);
  });
});

describe('reading again', () => {
  it('shows what somebody else saved when nothing is edited', async () => {
    site.save({ ttl: { page: 700 } });
    await load();
    expect(form().saved?.settings.ttl.page).toBe(700);
  });

  it('does not slip another state under edits: the save would overwrite it unawares', async () => {
    await edit('ttl.page', 600);
    site.save({ ttl: { page: 700 } });
    await load();
    expect(form().saved?.revision).toBe('r1');
    await save();
    expect(form().theirs?.settings.ttl.page).toBe(700);
  });

  it('a failure is told and takes nothing away', async () => {
    site.isReachable = false;
    await load();
    expect(form().failure).toBe('The site could not be reached. Check your connection and try again.');
    expect(form().saved?.revision).toBe('r1');
  });
});
