/** RFC 9111 §4.2.4 and RFC 5861: what may be shown when it is stale. */
import type { Case, Fields, Step } from '../case.ts';

const FRESH = 'max-age=3600';
const cc = (line: string): Fields => ({ 'Cache-Control': line });

const onFault = (name: string, line: string, fault: 'refuse' | 503, second: Partial<Step>): Case => ({
  name,
  kind: second.from === 'cache' ? 'optional' : 'required',
  steps: [
    { answer: { fields: { ...cc(line), Age: '3700' } }, from: 'origin' },
    { answer: fault === 'refuse' ? { fault } : { status: fault }, from: 'failed', ...second },
  ],
});
const shown = { from: 'any', status: 200, sees: { Age: 3700 } } as const;

export const STALE: readonly Case[] = [
  onFault('an origin out of reach is stood in for', 'max-age=3600', 'refuse', shown),
  onFault('a 503 is passed on where nothing else was said', 'max-age=3600', 503, {
    from: 'any',
    status: 503,
  }),
  onFault(
    'stale-if-error stands in for an origin out of reach',
    'max-age=3600, stale-if-error=1000',
    'refuse',
    shown,
  ),
  onFault('stale-if-error stands in for a 503', 'max-age=3600, stale-if-error=1000', 503, shown),
  onFault('stale-if-error that has passed does not', 'max-age=3600, stale-if-error=10', 503, {
    from: 'any',
    status: 503,
  }),
  onFault('must-revalidate is not shown stale', 'max-age=3600, must-revalidate', 'refuse', {
    from: 'failed',
  }),
  onFault('proxy-revalidate is not shown stale', 'max-age=3600, proxy-revalidate', 'refuse', {
    from: 'failed',
  }),
  onFault('s-maxage is not shown stale', 's-maxage=3600', 'refuse', { from: 'failed' }),
  onFault('no-cache is not shown stale', 'max-age=3600, no-cache', 'refuse', { from: 'failed' }),
  onFault(
    'must-revalidate wins over stale-if-error',
    'max-age=3600, must-revalidate, stale-if-error=1000',
    503,
    { from: 'any', status: 503 },
  ),
  {
    name: 'stale-while-revalidate is shown at once and fetched anew behind',
    kind: 'optional',
    steps: [
      {
        answer: { fields: { ...cc('max-age=3600, stale-while-revalidate=1000'), Age: '3700' }, body: 'old' },
        from: 'origin',
      },
      { answer: { fields: cc(FRESH), body: 'new' }, from: 'any', text: 'old', wait: 0.5 },
      { from: 'cache', text: 'new' },
    ],
  },
  {
    name: 'stale-while-revalidate is not prolonged by what came behind it and must be validated',
    kind: 'required',
    steps: [
      {
        answer: {
          fields: { ...cc('max-age=3600, stale-while-revalidate=1000'), Age: '3700', ETag: '"1"' },
          body: 'old',
        },
        from: 'origin',
      },
      {
        answer: { fields: { ...cc('no-cache'), ETag: '"2"' }, body: 'new' },
        from: 'any',
        text: 'old',
        wait: 0.5,
      },
      { from: 'validated', text: 'new' },
    ],
  },
  {
    name: 'stale-while-revalidate that has passed waits for the origin',
    kind: 'required',
    steps: [
      {
        answer: { fields: { ...cc('max-age=3600, stale-while-revalidate=10'), Age: '3700' }, body: 'old' },
        from: 'origin',
      },
      { answer: { fields: cc(FRESH), body: 'new' }, from: 'origin', text: 'new' },
    ],
  },
];
