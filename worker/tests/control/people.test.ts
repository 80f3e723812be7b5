/** What the sandbox knows of a person can be told and taken away: for the privacy tools of WordPress. */

import {
  SandboxClaimed,
  SandboxReleased,
  SandboxRequested,
  SandboxVoted,
} from '@dynamic-cache/contracts/sandbox';
import { ConflictTold } from '@dynamic-cache/contracts/sandbox-conflicts';
import { PersonErased, PersonRecords } from '@dynamic-cache/contracts/sandbox-people';
import { describe, expect, it } from 'vitest';
import { done, siteCaller } from '../support/control-call.ts';
import { errorOf, openStand, type Stand } from '../support/stand.ts';

const ADA = 'wp:ada';

async function recordsOf(stand: Stand, agent_id: string, offset?: number) {
  const body = { site_id: stand.siteId, agent_id, offset };
  const answer = await stand.signed('POST', '/api/plugin/people/records', body);
  return PersonRecords.parse(JSON.parse(answer.text));
}

async function erase(stand: Stand, agent_id: string) {
  const answer = await stand.signed('POST', '/api/plugin/people/erase', { site_id: stand.siteId, agent_id });
  return PersonErased.parse(JSON.parse(answer.text)).erased;
}

/** A stand whose sandbox has one of everything of Ada, and a vote and a request of Bob. */
async function busy(): Promise<Stand> {
  const stand = await openStand();
  const site = siteCaller(stand);
  const { request } = await done(
    site,
    'sandbox/request',
    { site_id: stand.siteId, requested_by_agent: ADA, context: 'try the new theme' },
    SandboxRequested,
  );
  await done(
    site,
    'sandbox/request',
    { site_id: stand.siteId, requested_by_agent: 'wp:bob' },
    SandboxRequested,
  );
  const vote = { request_id: request.id, vote: 5 };
  await done(site, 'sandbox/vote', { ...vote, agent_id: ADA, reason: 'I am in a hurry' }, SandboxVoted);
  await done(site, 'sandbox/vote', { ...vote, agent_id: 'wp:bob', reason: 'so am I' }, SandboxVoted);
  await done(site, 'sandbox/claim', { agent_id: ADA }, SandboxClaimed);
  const released = { request_id: request.id, agent_id: ADA, outcome: 'completed', note: 'done by me' };
  await done(site, 'sandbox/release', released, SandboxReleased);
  const conflict = { site_id: stand.siteId, agent_id: ADA, severity: 2, summary: 'two at once' };
  const told = await done(site, 'sandbox/conflicts/report', conflict, ConflictTold);
  await done(
    site,
    'sandbox/conflicts/resolve',
    { conflict_id: told.conflict.id, agent_id: ADA, note: 'sorted out' },
    ConflictTold,
  );
  return stand;
}

/** Every row of the sandbox of a site. */
async function dumpOf({ env, siteId }: Stand): Promise<string> {
  const rows = ['requests', 'allocations', 'conflicts'].map(
    (name) => `SELECT * FROM sandbox_${name} WHERE tenant = ?1`,
  );
  const votes =
    'SELECT v.* FROM sandbox_votes v JOIN sandbox_requests r ON r.id = v.request_id WHERE r.tenant = ?1';
  const found = await env.CONTROL.batch([...rows, votes].map((sql) => env.CONTROL.prepare(sql).bind(siteId)));
  return JSON.stringify(found.map(({ results }) => results));
}

describe('a person in the sandbox', () => {
  it('is told with all that has their name, and nobody else’s', async () => {
    const { records, more } = await recordsOf(await busy(), ADA);
    expect(records.map(({ kind }) => kind).toSorted()).toEqual([
      'claim',
      'conflict',
      'request',
      'resolution',
      'vote',
    ]);
    const texts = records.map(({ text }) => text).join('\n');
    expect(texts).toContain('I am in a hurry');
    expect(texts).toContain('try the new theme');
    expect(texts).not.toContain('so am I');
    expect(more).toBe(false);
  });

  it('goes out of every row with their notes, and what the work was stays', async () => {
    const stand = await busy();
    expect(await erase(stand, ADA)).toBe(5);
    expect((await recordsOf(stand, ADA)).records).toEqual([]);
    expect((await recordsOf(stand, 'wp:bob')).records).toHaveLength(2);
    const dump = await dumpOf(stand);
    for (const gone of [ADA, 'I am in a hurry', 'done by me', 'sorted out']) expect(dump).not.toContain(gone);
    for (const stays of ['wp:bob', 'two at once', 'try the new theme']) expect(dump).toContain(stays);
    expect(await erase(stand, ADA)).toBe(0);
  });

  it('keeps the votes of two who were erased apart', async () => {
    const stand = await busy();
    expect([await erase(stand, ADA), await erase(stand, 'wp:bob')]).toEqual([5, 2]);
    const votes = await stand.env.CONTROL.prepare(
      'SELECT count(*) AS n FROM sandbox_votes v JOIN sandbox_requests r ON r.id = v.request_id WHERE r.tenant = ?1',
    )
      .bind(stand.siteId)
      .first('n');
    expect(votes).toBe(2);
  });

  it('of another site is not reached', async () => {
    const [stand, other] = [await busy(), await openStand()];
    expect((await recordsOf(other, ADA)).records).toEqual([]);
    expect(await erase(other, ADA)).toBe(0);
    expect((await recordsOf(stand, ADA)).records).toHaveLength(5);
    const body = { site_id: stand.siteId, agent_id: ADA };
    expect(errorOf(await other.signed('POST', '/api/plugin/people/erase', body))).toBe(
      'not_authorised_for_site',
    );
  });

  it('with more records than an answer holds is told in parts', async () => {
    const stand = await openStand();
    const site = siteCaller(stand);
    for (let n = 0; n < 3; n++) {
      const body = { site_id: stand.siteId, requested_by_agent: ADA, task_type: `task ${n}` };
      await done(site, 'sandbox/request', body, SandboxRequested);
    }
    expect((await recordsOf(stand, ADA, 1)).records).toHaveLength(2);
    expect((await recordsOf(stand, ADA, 3)).records).toEqual([]);
  });
});
