/** A request that was altered on its way, or never signed: refused, and nothing changes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PURGE, PurgeCall, purgesOf } from '../support/purge-call.ts';
import { type Prepared, requestOf } from '../support/signed-request.ts';
import { EDGE, errorOf } from '../support/stand.ts';

let call: PurgeCall;
beforeAll(async () => {
  call = await PurgeCall.open();
});

describe('SIG-02 missing parts', () => {
  it.each([
    ['X-Plugin-Id', 'missing_plugin_id'],
    ['X-Plugin-Nonce', 'invalid_nonce'],
    ['X-Plugin-Timestamp', 'invalid_timestamp'],
    ['X-Plugin-Signature', 'invalid_signature_format'],
  ])('%s missing, or empty, is %s', async (name, error) => {
    for (const change of [
      (p: Prepared) => delete p.headers[name],
      (p: Prepared) => {
        p.headers[name] = '';
      },
    ]) {
      const answer = await call.tampered(change);
      expect([answer.status, errorOf(answer)]).toEqual([401, error]);
    }
  });

  it('all of them missing is 401', async () => {
    const answer = await call.stand.send(
      new Request(EDGE + PURGE, { method: 'POST', body: JSON.stringify(call.body) }),
    );
    expect(answer.status).toBe(401);
  });
});

describe('SIG-03 a damaged signature', () => {
  const flip = (hex: string) => hex.slice(0, -1) + (hex.endsWith('0') ? '1' : '0');
  it.each([
    ['a flipped bit', flip],
    ['truncated', (signature: string) => signature.slice(0, -2)],
    ['10 KB', (signature: string) => signature + 'a'.repeat(10_240)],
    ['not hex', () => `v1=k:${'z'.repeat(64)}`],
    ['base64', () => `v1=k:${btoa('x'.repeat(48))}`],
    ['trailing junk', (signature: string) => `${signature};x`],
    ['v1 alone', () => 'v1'],
    ['v1 without kid', () => `v1=:${'0'.repeat(64)}`],
    ['upper-case hex', (signature: string) => signature.toUpperCase()],
  ])('%s is 401', async (_, change) => {
    const answer = await call.tampered((p) => {
      p.headers['X-Plugin-Signature'] = change(p.headers['X-Plugin-Signature'] ?? '');
    });
    expect(answer.status).toBe(401);
  });
});

describe('SIG-05, SIG-06 a changed body', () => {
  it.each([
    ['one byte', (text: string) => text.replace('12', '13')],
    ['white space', (text: string) => text.replace(':', ': ')],
    ['an escape', (text: string) => text.replace('post', '\\u0070ost')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['a line break', (text: string) => `${text}\n`],
    ['{}', () => '{}'],
    ['nothing', () => null],
  ])('%s is 401', async (_, change) => {
    const answer = await call.tampered((p) => {
      p.body = change(p.body ?? '');
    });
    expect(errorOf(answer)).toBe('signature_mismatch');
  });
});

describe('SIG-07, SIG-08, SIG-09 another method, path or query', () => {
  it.each(['PUT', 'DELETE', 'PATCH'])('%s is 401', async (method) => {
    const answer = await call.tampered((p) => {
      p.method = method;
    });
    expect(errorOf(answer)).toBe('signature_mismatch');
  });

  it.each([
    '/api/cache/metrics',
    '/api/plugin/config',
    '/api/cache/Purge',
    '/api/cache/purge/',
    '/api/cache/purge%2f',
  ])('%s is 401', async (path) => {
    const answer = await call.tampered((p) => {
      p.url = EDGE + path;
    });
    expect(errorOf(answer)).toBe('signature_mismatch');
  });

  it.each([`/${PURGE}`, '/Api/cache/purge'])('%s is no route', async (path) => {
    const answer = await call.tampered((p) => {
      p.url = EDGE + path;
    });
    expect(answer.status).toBe(404);
  });

  it.each(['?', '?a=1?b', "?a='", '?a=%7B&b=\\', '?_method=GET'])('a query %s is refused', async (query) => {
    const answer = await call.tampered((p) => {
      p.url += query;
    });
    expect([400, 401]).toContain(answer.status);
  });

  it('a target that two parsers could read differently is invalid_target', async () => {
    const answer = await call.tampered((p) => {
      p.url += '?a=(b)';
    });
    expect([answer.status, errorOf(answer)]).toEqual([400, 'invalid_target']);
  });

  it('an overriding header changes nothing that is executed', async () => {
    const answer = await call.tampered((p) => {
      p.method = 'GET';
      p.body = null;
      p.headers['X-HTTP-Method-Override'] = 'POST';
    });
    expect(errorOf(answer)).toBe('signature_mismatch');
  });
});

describe('SIG-10 another audience', () => {
  it('a request for another Worker is 401 here', async () => {
    const answer = await call.tampered((p) => {
      p.url = p.url.replace('edge.test', 'other-edge.test');
    });
    expect(errorOf(answer)).toBe('signature_mismatch');
  });
});

describe('SIG-11 another content type', () => {
  it('is 401', async () => {
    const answer = await call.tampered((p) => {
      p.headers['Content-Type'] = 'application/x-www-form-urlencoded';
    });
    expect(errorOf(answer)).toBe('signature_mismatch');
  });
});

describe('SIG-21, SIG-22 games with headers', () => {
  it.each([`alg="none"`, `ed25519=k:${'0'.repeat(64)}`, `none=:`])('%s is 401', async (signature) => {
    const answer = await call.tampered((p) => {
      p.headers['X-Plugin-Signature'] = signature;
    });
    expect(answer.status).toBe(401);
  });

  it.each(['X-Plugin-Id', 'X-Plugin-Nonce', 'X-Plugin-Timestamp'])(
    '%s sent twice is refused',
    async (name) => {
      const prepared = await call.stand.prepare('POST', PURGE, call.body);
      const request = requestOf(prepared);
      request.headers.append(name, prepared.headers[name] ?? '');
      expect((await call.stand.send(request)).status).toBe(401);
    },
  );
});

describe('SIG-23 bytes moved between fields', () => {
  it('from the plugin id into the nonce or the timestamp is refused', async () => {
    const moved = await call.tampered((p) => {
      p.headers['X-Plugin-Id'] = `${p.headers['X-Plugin-Id']}${p.headers['X-Plugin-Timestamp']?.[0]}`;
    });
    expect(errorOf(moved)).toBe('signature_mismatch');
  });
});

describe('all refused requests together', () => {
  it('have changed nothing', async () => {
    expect(await purgesOf(call.stand)).toBe(null);
  });
});
