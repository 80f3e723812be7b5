/** The difference of a check as it comes from the site (Proof/PageDiff.php), line by line. Pure. */
import type { ProofCheck } from '@dynamic-cache/contracts/proof';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count } from '../../components/format.ts';

export type DiffLine = {
  /** Number of the line. */
  at: number;
  side: 'before' | 'after';
  text: string;
  /** Lines of this side that are not shown; this one stands for them. */
  more: number;
};

export function linesOf(diff: string): DiffLine[] {
  return diff
    .split('\n')
    .filter((line) => line.startsWith('- ') || line.startsWith('+ '))
    .map((line, at) => {
      const text = line.slice(2);
      const more = /^… (\d+)$/.exec(text)?.[1];
      return { at, side: line.startsWith('-') ? 'before' : 'after', text, more: Number(more ?? 0) };
    });
}

/** What a side is called. Of a page that is never the same both are fresh renders. */
export function sideName({ side }: DiffLine, { outcome }: ProofCheck): string {
  if (outcome === 'volatile') {
    return side === 'before'
      ? __('First render', 'ai-wp-dynamic-cache')
      : __('Second render', 'ai-wp-dynamic-cache');
  }
  return side === 'before' ? __('Stored', 'ai-wp-dynamic-cache') : __('Rendered now', 'ai-wp-dynamic-cache');
}

export function lineText({ text, more }: DiffLine): string {
  /* translators: %s: number of lines */
  return more > 0
    ? sprintf(_n('… and %s more line', '… and %s more lines', more, 'ai-wp-dynamic-cache'), count(more))
    : text;
}

/** The first line of what is there now, or of what was there, for a cell of a table. */
export function firstDifference({ diff, detail }: ProofCheck): string {
  const lines = linesOf(diff);
  const first = lines.find(({ side }) => side === 'after') ?? lines[0];
  return first === undefined ? detail : lineText(first);
}
