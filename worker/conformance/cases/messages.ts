/** What is kept of a message, and which messages change what is kept. */
import { asks, type Case, refuses, reuses, type Step } from '../case.ts';

const FRESH = { 'Cache-Control': 'max-age=3600' };

const kept = (name: string, value: string): Case =>
  asks(
    'required',
    `${name} is kept`,
    {},
    { from: 'cache', sees: { [name]: value } },
    { ...FRESH, [name]: value },
  );
const dropped = (name: string, value: string): Case =>
  asks(
    'required',
    `${name} is of one connection and not kept`,
    {},
    { from: 'cache', sees: { [name]: null } },
    { ...FRESH, [name]: value },
  );

export const HEADERS: readonly Case[] = [
  kept('Test-Header', 'a'),
  kept('Content-Type', 'text/plain;charset=utf-8'),
  kept('Content-Language', 'de'),
  kept('Content-Location', '/elsewhere'),
  kept('Content-Security-Policy', "default-src 'self'"),
  kept('X-Frame-Options', 'deny'),
  kept('Clear-Site-Data', '"cookies"'),
  kept('Strict-Transport-Security', 'max-age=1'),
  kept('Link', '</a>; rel=preload'),
  kept('ETag', '"a"'),
  asks(
    'required',
    'two lines of one name are both kept',
    {},
    { from: 'cache', sees: { 'X-Two': '1, 2' } },
    { ...FRESH, 'X-Two': ['1', '2'] },
  ),
  dropped('Proxy-Authenticate', 'Basic realm="a"'),
  dropped('Proxy-Authentication-Info', 'a=1'),
  dropped('Proxy-Connection', 'keep-alive'),
  dropped('TE', 'trailers'),
  dropped('X-Dynamic-Cache-Tags', 'post:1'),
  dropped('Surrogate-Key', 'a b'),
];

export const EARLY: readonly Case[] = [
  {
    name: 'responses that come before the final one are not stored in its place',
    kind: 'required',
    steps: [
      { answer: { fields: FRESH, fault: 'early', body: 'final' }, from: 'origin', text: 'final' },
      { from: 'cache', text: 'final' },
    ],
  },
  {
    name: 'the final status is the one that is told',
    kind: 'required',
    steps: [{ answer: { status: 404, fault: 'early' }, from: 'origin', status: 404 }],
  },
];

const after = (
  name: string,
  kind: Case['kind'],
  method: string,
  answer: Step['answer'],
  from: 'origin' | 'cache',
): Case => ({
  name,
  kind,
  steps: [
    { answer: { fields: FRESH }, from: 'origin' },
    {
      method,
      answer: answer ?? {},
      from: 'any',
      ...(answer?.status !== undefined && { status: answer.status }),
    },
    { answer: { fields: FRESH }, from },
  ],
});

export const INVALIDATION: readonly Case[] = [
  ...['POST', 'PUT', 'DELETE', 'PATCH', 'PURGE'].map((method) =>
    after(`${method} that succeeded makes its address go`, 'required', method, { status: 200 }, 'origin'),
  ),
  ...['POST', 'PUT', 'DELETE'].map((method) =>
    after(`${method} that failed leaves it`, 'optional', method, { status: 500 }, 'cache'),
  ),
  after('POST that was refused leaves it', 'optional', 'POST', { status: 403 }, 'cache'),
  after(
    'POST that redirects makes its address go',
    'required',
    'POST',
    { status: 303, fields: { Location: '/elsewhere' } },
    'origin',
  ),
  after('OPTIONS leaves it', 'optional', 'OPTIONS', { status: 200 }, 'cache'),
  after('HEAD that is served from it leaves it', 'optional', 'HEAD', { status: 200 }, 'cache'),
  ...['Location', 'Content-Location'].map((name) => ({
    name: `${name} of a POST goes as well`,
    kind: 'optional' as const,
    steps: [
      { query: '?a', answer: { fields: FRESH }, from: 'origin' as const },
      {
        query: '?b',
        method: 'POST',
        answer: { fields: { [name]: '?a' }, status: 201 },
        from: 'any' as const,
        status: 201,
      },
      { query: '?a', answer: { fields: FRESH }, from: 'origin' as const },
    ],
  })),
  ...['Location', 'Content-Location'].map((name) => ({
    name: `${name} on another origin does not`,
    kind: 'required' as const,
    steps: [
      { query: '?a', answer: { fields: FRESH }, from: 'origin' as const },
      {
        query: '?b',
        method: 'POST',
        answer: { fields: { [name]: 'http://elsewhere.test/' }, status: 201 },
        from: 'any' as const,
        status: 201,
      },
      { query: '?a', answer: { fields: FRESH }, from: 'cache' as const },
    ],
  })),
];

export const METHOD: readonly Case[] = [
  {
    name: 'the answer to POST is never one to POST',
    kind: 'required',
    steps: [
      {
        query: '?a',
        method: 'POST',
        body: 'a',
        answer: { fields: { ...FRESH, 'Content-Location': '?a' } },
        from: 'origin',
      },
      { query: '?a', method: 'POST', body: 'a', from: 'origin' },
    ],
  },
  {
    name: 'the answer to POST is not for GET',
    kind: 'required',
    steps: [{ method: 'POST', body: 'a', answer: { fields: FRESH }, from: 'origin' }, { from: 'origin' }],
  },
  {
    name: 'the answer to HEAD is not for GET',
    kind: 'required',
    steps: [{ method: 'HEAD', answer: { fields: FRESH }, from: 'origin' }, { from: 'origin' }],
  },
  {
    name: 'a stored GET answers HEAD without a body',
    kind: 'optional',
    steps: [
      { answer: { fields: FRESH, body: 'abc' }, from: 'origin' },
      { method: 'HEAD', from: 'cache', text: '', sees: { 'Content-Length': '3' } },
    ],
  },
  {
    name: 'POST goes to the origin each time',
    kind: 'required',
    steps: [
      { method: 'POST', body: 'a', answer: { fields: FRESH }, from: 'origin' },
      { method: 'POST', body: 'a', from: 'origin' },
    ],
  },
  {
    name: 'a GET keeps its body of an error to itself',
    kind: 'required',
    steps: [{ answer: { status: 500, body: 'broken' }, from: 'origin', text: 'broken' }, { from: 'origin' }],
  },
];

export const OTHER: readonly Case[] = [
  refuses('a response that sets a cookie is given to one client', { ...FRESH, 'Set-Cookie': 'a=b' }),
  asks('optional', 'a cookie of the request does not matter', { Cookie: 'a=b' }, { from: 'cache' }),
  reuses('Content-Disposition does not matter', {
    ...FRESH,
    'Content-Disposition': 'attachment; filename=a.txt',
  }),
  asks('required', 'a hit says so', {}, { from: 'cache', sees: { 'X-Dynamic-Cache': 'hit; reason=fresh' } }),
  ...(['cut', 'cut-chunked'] as const).map((fault) => ({
    name: `R-11: a body that ends early (${fault}) is no whole response, and not kept`,
    kind: 'required' as const,
    steps: [
      { answer: { fields: FRESH, fault, body: 'half' }, from: 'failed' as const },
      { answer: { fields: FRESH, body: 'whole' }, from: 'origin' as const, text: 'whole' },
    ],
  })),
  {
    name: 'an origin that hangs up is an error, and not kept',
    kind: 'required',
    steps: [
      { answer: { fault: 'refuse' }, from: 'failed' },
      { answer: { fields: FRESH }, from: 'origin' },
    ],
  },
  {
    name: 'a request says whom it came through',
    kind: 'required',
    steps: [{ answer: {}, from: 'origin', sent: { Via: '1.1 dynamic-cache-edge' } }],
  },
  {
    name: 'CP-01, CP-06, CP-39: fields by which an origin changes address or method do not travel on a fill',
    kind: 'required',
    steps: [
      {
        fields: { 'X-Forwarded-Host': 'evil.test', 'X-Original-URL': '/admin' },
        answer: { fields: FRESH },
        from: 'origin',
        sent: { 'X-Forwarded-Host': null, 'X-Original-URL': null },
      },
    ],
  },
];

export const QUERY: readonly Case[] = [
  {
    name: 'another query is another address',
    kind: 'required',
    steps: [
      { query: '?a=1', answer: { fields: FRESH }, from: 'origin' },
      { query: '?a=2', from: 'origin' },
    ],
  },
  {
    name: 'the same query is the same address',
    kind: 'optional',
    steps: [
      { query: '?a=1', answer: { fields: FRESH }, from: 'origin' },
      { query: '?a=1', from: 'cache' },
    ],
  },
  {
    name: 'another order is another address',
    kind: 'required',
    steps: [
      { query: '?a=1&b=2', answer: { fields: FRESH }, from: 'origin' },
      { query: '?b=2&a=1', from: 'origin' },
    ],
  },
];
