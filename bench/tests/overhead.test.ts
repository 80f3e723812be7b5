/** What a benchmark costs visitors: which figures are set against which. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { overhead } from '../benchmark/report.ts';
import { type Times, UnexpectedAnswer, visit } from '../benchmark/visitors.ts';

const times = (stored: number[], rendered: number[]): Times => ({
  'stored page': stored,
  'page that is rendered': rendered,
});

describe('the table of a benchmark’s cost', () => {
  it('has the median of the rounds’ own ratios, for each kind and percentile', () => {
    const table = overhead([
      { quiet: times([2, 2, 2], [100]), busy: times([3, 3, 3], [100]), seconds: 10 },
      { quiet: times([1, 1, 1], [100]), busy: times([9, 9, 9], [200]), seconds: 12 },
      { quiet: times([4, 4, 4], [100]), busy: times([8, 8, 8], [300]), seconds: 14 },
    ]);
    expect(table.rows[0]).toEqual(['stored page', 'p50', '2.00', '8.00', '2.00']);
    expect(table.rows[3]).toEqual(['page that is rendered', 'p95', '100.00', '200.00', '2.00']);
    expect(table.note).toContain('3 runs of 12 s each');
    expect(table.note).toContain('12 visits beside runs, 12 without');
  });
});

describe('the visitors', () => {
  const site = async (said: (url: string) => string) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('X-Dynamic-Cache', said(request.url ?? ''));
      response.end('a page');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() };
  };
  const twenty = () => {
    let left = 20;
    return () => left-- <= 0;
  };

  it('want a stored page nine times of ten, and else one that nobody has asked for', async () => {
    const { url, asked, close } = await site((path) =>
      path.includes('?') ? 'miss; reason=cold' : 'hit; reason=fresh',
    );
    const measured = await visit(url, { every: 1, name: 'a', isOver: twenty() });
    close();
    expect([measured['stored page'].length, measured['page that is rendered'].length]).toEqual([18, 2]);
    expect(new Set(asked.filter((path) => path.includes('?'))).size).toBe(2);
  });

  it('are not taken for visitors of a cache that does not answer', async () => {
    const { url, close } = await site(() => 'bypass; reason=disabled');
    await expect(visit(url, { every: 1, name: 'a', isOver: twenty() })).rejects.toThrow(UnexpectedAnswer);
    close();
  });
});
