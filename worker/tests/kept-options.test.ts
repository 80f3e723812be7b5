/** Who sets how the Worker looks after a site: the rollout is the site's, everything else stays until it is named. */
import { EdgeConfig } from '@dynamic-cache/contracts/config';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorOf, openStand, type Stand } from './support/stand.ts';

const ROLLOUT = { strategy: 'edge-r2', percent: 10, salt: 'first' };

/** A configuration with these options; none at all where they are left out, as the plugin sends it. */
function send(stand: Stand, options?: object) {
  const { cache: _, ...config } = stand.config;
  const message = options === undefined ? config : { ...config, cache: options };
  return stand.signed('PUT', '/api/plugin/config', message);
}

async function optionsOf(stand: Stand) {
  const row = await stand.env.CONTROL.prepare('SELECT config FROM sites WHERE id = ?1')
    .bind(stand.siteId)
    .first();
  return EdgeConfig.parse(JSON.parse(z.object({ config: z.string() }).parse(row).config)).cache;
}

describe('a configuration that leaves options out', () => {
  it('leaves them as they were set', async () => {
    const stand = await openStand();
    await send(stand, { targetHitRate: 95, enableWarming: false });
    expect((await send(stand)).status).toBe(200);
    expect(await optionsOf(stand)).toMatchObject({ targetHitRate: 95, enableWarming: false, maxRetries: 3 });
    await send(stand, { rollout: ROLLOUT });
    expect(await optionsOf(stand)).toMatchObject({ targetHitRate: 95, rollout: ROLLOUT });
    await send(stand, { targetHitRate: 80 });
    expect(await optionsOf(stand)).toMatchObject({ targetHitRate: 80, enableWarming: false });
  });

  it('ends a rollout that it does not name', async () => {
    const stand = await openStand();
    await send(stand, { rollout: ROLLOUT });
    await send(stand, { maxRetries: 1 });
    expect((await optionsOf(stand)).rollout).toBe(undefined);
    await send(stand, { rollout: ROLLOUT });
    await send(stand);
    expect(await optionsOf(stand)).toMatchObject({ maxRetries: 1 });
    expect((await optionsOf(stand)).rollout).toBe(undefined);
  });

  it.each([[{ maxRetries: 11 }], [{ unknown: 1 }], [[]], ['none'], [null]])(
    'and says %j is refused, and nothing has changed',
    async (cache) => {
      const stand = await openStand();
      await send(stand, { targetHitRate: 95 });
      const answer = await stand.signed('PUT', '/api/plugin/config', { ...stand.config, cache });
      expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_body']);
      expect((await optionsOf(stand)).targetHitRate).toBe(95);
    },
  );

  it('gets what the contract says where nothing is stored that could be read', async () => {
    const stand = await openStand();
    await stand.env.CONTROL.prepare('UPDATE sites SET config = ?2 WHERE id = ?1')
      .bind(stand.siteId, '{"v":0}')
      .run();
    await send(stand);
    expect(await optionsOf(stand)).toMatchObject({ targetHitRate: 80 });
  });
});
