/** The story of a page, as it is drawn. */
import type { ExplainAnswer } from '@dynamic-cache/contracts/page-actions';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import { Copies } from '../src/components/explain/Copies.tsx';

beforeAll(() => vi.stubGlobal('document', { documentElement: { lang: 'en-US' } }));

it('a copy that is out of use says why in words, not in the word of the wire', () => {
  const told: ExplainAnswer = {
    ok: true,
    url: 'https://example.org/',
    outcome: 'miss',
    reason: 'revision',
    steps: [],
    copies: [
      {
        layer: 'origin',
        outcome: 'miss',
        reason: 'revision',
        age: 600,
        expires_in: 100,
        status: null,
        error: null,
      },
    ],
    page: null,
    purges: [],
  };
  expect(renderToStaticMarkup(<Copies told={told} />)).toContain(
    'A copy that is out of use, 10 minutes old. (Stored under other settings)',
  );
});
