/** Which keys open which routes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PURGE, PurgeCall, purgesOf } from '../support/purge-call.ts';
import { requestOf } from '../support/signed-request.ts';
import { EDGE, errorOf, openStand } from '../support/stand.ts';
import { BEGIN } from '../support/world.ts';

let call: PurgeCall;
beforeAll(async () => {
  call = await PurgeCall.open();
});

describe('SIG-04 another secret', () => {
  it('of nobody, or of another site under this kid, does not match', async () => {
    for (const secret of ['n'.repeat(43), call.other.key.secret]) {
      const answer = await call.stand.signed('POST', PURGE, call.body, {
        key: { kid: call.stand.key.kid, secret },
      });
      expect([answer.status, errorOf(answer)]).toEqual([401, 'signature_mismatch']);
    }
  });

  it('of the other direction does not match', async () => {
    const { signV1, bodyDigest } = await import('@dynamic-cache/contracts/signature');
    const prepared = await call.stand.prepare('POST', PURGE, call.body);
    prepared.headers['X-Plugin-Signature'] = await signV1(
      call.stand.key.secret,
      call.stand.key.kid,
      'worker-to-plugin',
      {
        pluginId: prepared.headers['X-Plugin-Id'] ?? '',
        timestamp: prepared.headers['X-Plugin-Timestamp'] ?? '',
        nonce: prepared.headers['X-Plugin-Nonce'] ?? '',
        method: 'POST',
        authority: 'edge.test',
        target: PURGE,
        contentType: 'application/json',
        bodyDigest: await bodyDigest(prepared.body ?? ''),
      },
    );
    expect(errorOf(await call.stand.send(requestOf(prepared)))).toBe('signature_mismatch');
  });

  it('the shared secret of v0 opens no v1 route', async () => {
    const key = { shared: call.stand.env.WP_PLUGIN_SHARED_SECRET ?? '' };
    expect(errorOf(await call.stand.signed('POST', PURGE, call.body, { key }))).toBe('signature_mismatch');
  });
});

describe('SIG-19 keys', () => {
  it.each(['unknown', '../', "' OR 1=1 --"])('an unknown kid %s is 401', async (kid) => {
    const answer = await call.stand.signed('POST', PURGE, call.body, {
      key: { kid, secret: call.stand.key.secret },
    });
    expect(answer.status).toBe(401);
  });

  it('a revoked key is refused at once', async () => {
    const fresh = await openStand();
    await fresh.env.CONTROL.prepare('UPDATE site_keys SET revoked_at = ?2 WHERE kid = ?1')
      .bind(fresh.key.kid, BEGIN)
      .run();
    const answer = await fresh.signed('POST', PURGE, { site_id: fresh.siteId, tags: ['a'] });
    expect(errorOf(answer)).toBe('signature_mismatch');
  });

  it('a key of another site may not act for this one', async () => {
    const answer = await call.stand.signed('POST', PURGE, call.body, { key: call.other.key });
    expect([answer.status, errorOf(answer)]).toEqual([403, 'not_authorised_for_site']);
  });
});

describe('SIG-20 several signatures', () => {
  const wrong = `v1=nobody:${'0'.repeat(64)}`;
  it('one valid among five counts', async () => {
    const fresh = await openStand();
    const prepared = await fresh.prepare('POST', PURGE, { site_id: fresh.siteId, tags: ['a'] });
    prepared.headers['X-Plugin-Signature'] = [
      wrong,
      wrong,
      prepared.headers['X-Plugin-Signature'],
      wrong,
      wrong,
    ].join(', ');
    expect((await fresh.send(requestOf(prepared))).status).toBe(200);
  });

  it('six are one too many, and a valid one under an unknown version does not count', async () => {
    for (const change of [
      (signature: string) => [signature, wrong, wrong, wrong, wrong, wrong].join(','),
      (signature: string) => signature.replace('v1=', 'v2='),
    ]) {
      const answer = await call.tampered((p) => {
        p.headers['X-Plugin-Signature'] = change(p.headers['X-Plugin-Signature'] ?? '');
      });
      expect([answer.status, errorOf(answer)]).toEqual([401, 'invalid_signature_format']);
    }
  });
});

describe('SIG-27, SIG-30 signed routes', () => {
  it('are not opened by a cookie, and nobody may store their answers', async () => {
    const headers = { Cookie: 'wordpress_logged_in_x=admin' };
    const answer = await call.stand.send(new Request(EDGE + PURGE, { method: 'POST', headers, body: '{}' }));
    expect(answer.status).toBe(401);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const good = await call.other.signed('POST', PURGE, { site_id: call.other.siteId, tags: ['a'] });
    expect(good.headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('all refused requests together', () => {
  it('have changed nothing', async () => {
    expect(await purgesOf(call.stand)).toBe(null);
  });
});
