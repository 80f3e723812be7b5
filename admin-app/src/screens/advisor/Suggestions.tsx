/** The suggestions of one answer. Pages of low risk ask for nothing, and are folded. */
import type { AdviceAnswer, Suggestion } from '@dynamic-cache/contracts/advisor';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count } from '../../components/format.ts';
import { Apply } from './Apply.tsx';
import { isPath, sourceName, subjectName, verdictName } from './words.ts';

type Props = { answer: AdviceAnswer; then: () => void };

export function Suggestions({ answer, then }: Props) {
  const { kind, suggestions } = answer;
  const quiet = kind === 'routes' ? suggestions.filter(({ verdict }) => verdict === 'low') : [];
  const shown = suggestions.filter((one) => !quiet.includes(one));
  return (
    <>
      {shown.length > 0 ? (
        <Rows suggestions={shown} revision={answer.revision} then={then} />
      ) : (
        <p>{__('No page looks as if it were made for one visitor.', 'ai-wp-dynamic-cache')}</p>
      )}
      {quiet.length > 0 && (
        <details>
          <summary>
            {sprintf(
              /* translators: %s: number of pages */
              _n('%s page of low risk', '%s pages of low risk', quiet.length, 'ai-wp-dynamic-cache'),
              count(quiet.length),
            )}
          </summary>
          <Rows suggestions={quiet} revision={answer.revision} then={then} />
        </details>
      )}
    </>
  );
}

type RowsProps = { suggestions: readonly Suggestion[]; revision: string; then: () => void };

/** An ordered list: the order is a part of the answer. */
function Rows({ suggestions, revision, then }: RowsProps) {
  return (
    <ol className="dynamic-cache-suggestions">
      {suggestions.map((one) => (
        <li key={one.subject} data-verdict={one.verdict}>
          <Row suggestion={one} />
          {one.change !== null && (
            <Apply change={one.change} name={subjectName(one)} revision={revision} then={then} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Row({ suggestion }: { suggestion: Suggestion }) {
  const name = subjectName(suggestion);
  return (
    <div className="dynamic-cache-suggestion">
      <p className="dynamic-cache-suggestion__head">
        <span className="dynamic-cache-suggestion__verdict">{verdictName(suggestion.verdict)}</span>{' '}
        {isPath(name) ? <code dir="ltr">{name}</code> : <strong>{name}</strong>}{' '}
        <span className="dynamic-cache-suggestion__source" data-source={suggestion.source}>
          {/* translators: %s: Rules, or AI */}
          {sprintf(__('Source: %s', 'ai-wp-dynamic-cache'), sourceName(suggestion.source))}
        </span>
      </p>
      <p dir="auto">{suggestion.reason}</p>
    </div>
  );
}
