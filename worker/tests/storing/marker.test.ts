/** The origin's mark, without which nothing is stored. */
import { describe, expect, it } from 'vitest';
import { isStored, PAGE, standWith } from '../support/page-stand.ts';
import { said } from '../support/stand.ts';
import type { SitePage } from '../support/wordpress.ts';

describe('SIG-31 the store marker', () => {
  it('makes a page stored', async () => {
    expect(await isStored(await standWith())).toBe(true);
  });

  it.each<[string, string, SitePage]>([
    ['missing', 'no-marker', { ...PAGE, unmarked: true }],
    [
      'of another form',
      'bad-marker',
      { ...PAGE, unmarked: true, headers: { 'X-Dynamic-Cache-Store': 'v1;forged' } },
    ],
    ['of another length', 'bad-marker', { ...PAGE, marker: { len: '1' } }],
    ['of another body', 'bad-marker', { ...PAGE, marker: { dig: '0'.repeat(64) } }],
    ['of an unknown key', 'bad-marker', { ...PAGE, marker: { kid: 'k-unknown' } }],
    ['of another revision', 'revision', { ...PAGE, marker: { rev: 'f'.repeat(16) } }],
    ['that has expired', 'expired', { ...PAGE, marker: { exp: '1795000000' } }],
    [
      'with other tags than were signed',
      'bad-marker',
      { ...PAGE, afterwards: { 'X-Dynamic-Cache-Tags': 'post:99' } },
    ],
  ])('%s: served, not stored (%s)', async (_, reason, page) => {
    const stand = await standWith(page);
    const answer = await stand.visit('/a/');
    expect([answer.status, answer.text, said(answer)]).toEqual([200, PAGE.body, `miss; reason=${reason}`]);
    expect(await isStored(stand)).toBe(false);
  });

  it('of another page or status does not count', async () => {
    const stand = await standWith();
    stand.wordpress.pages.set('/b/', PAGE);
    await stand.visit('/b/');
    const donor = stand.wordpress.requests[0];
    if (donor === undefined) throw new Error('nothing was asked');
    const answer = await stand.wordpress.answer(donor);
    const marker = answer.headers.get('X-Dynamic-Cache-Store') ?? '';
    const tags = answer.headers.get('X-Dynamic-Cache-Tags') ?? '';
    const headers = { 'X-Dynamic-Cache-Store': marker, 'X-Dynamic-Cache-Tags': tags };
    stand.wordpress.pages.set('/a/', { ...PAGE, unmarked: true, headers });
    expect(said(await stand.visit('/a/'))).toBe('miss; reason=bad-marker');
    stand.wordpress.pages.set('/c/', { ...PAGE, status: 404 });
    expect(said(await stand.visit('/c/'))).toBe('miss; reason=status');
  });

  it('sent by a visitor reaches nobody', async () => {
    const stand = await standWith({ ...PAGE, unmarked: true });
    const headers = {
      'X-Dynamic-Cache-Store': 'v1;forged',
      'X-Dynamic-Cache-Tags': 'x',
      'X-Dynamic-Cache-Fill': 'v1;forged',
    };
    await stand.visit('/a/', { headers });
    await stand.visit('/wp-admin/', { headers });
    for (const request of stand.wordpress.requests) {
      expect(request.headers.get('X-Dynamic-Cache-Store')).toBe(null);
      expect(request.headers.get('X-Dynamic-Cache-Fill') ?? '').not.toContain('forged');
    }
  });
});
