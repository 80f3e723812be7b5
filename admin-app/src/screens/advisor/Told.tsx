/** Who has answered: the cost line of an AI, what was sent to it, and why the rules stood in where they did. */
import type { AdviceAnswer } from '@dynamic-cache/contracts/advisor';
import { Button, Notice } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count, milliseconds } from '../../components/format.ts';
import { Sent } from './Sent.tsx';

type Props = { answer: AdviceAnswer; lookAtRules: () => void };

export function Told({ answer: { ai, fallback }, lookAtRules }: Props) {
  if (ai === null) return null;
  return (
    <div className="dynamic-cache-advisor__told">
      {fallback !== null && (
        <Notice status="warning" isDismissible={false}>
          {fallback.message}
        </Notice>
      )}
      <p role="status">{costLine(ai)}</p>
      {ai.sent !== null && (
        <details>
          <summary>{__('What was sent', 'ai-wp-dynamic-cache')}</summary>
          <Sent sent={ai.sent} />
        </details>
      )}
      <Button variant="link" onClick={lookAtRules}>
        {__('Show what the rules say', 'ai-wp-dynamic-cache')}
      </Button>
    </div>
  );
}

/** What the question cost, as the provider tells it. */
export function costLine({ sent, cost, ms }: NonNullable<AdviceAnswer['ai']>): string {
  if (sent === null) return __('Nothing was sent, and nothing was paid.', 'ai-wp-dynamic-cache');
  if (cost === null) {
    /* translators: %s: a span of time */
    return sprintf(
      __('The provider was asked (%s) and did not say what it cost.', 'ai-wp-dynamic-cache'),
      milliseconds(ms),
    );
  }
  return sprintf(
    /* translators: 1: AI provider, 2: its model, 3: number of tokens, 4: of them in the question, 5: of them in the answer, 6: a span of time */
    _n(
      '%1$s, %2$s: %3$s token (%4$s asked, %5$s answered), %6$s.',
      '%1$s, %2$s: %3$s tokens (%4$s asked, %5$s answered), %6$s.',
      cost.total_tokens,
      'ai-wp-dynamic-cache',
    ),
    cost.provider,
    cost.model,
    count(cost.total_tokens),
    count(cost.prompt_tokens),
    count(cost.completion_tokens),
    milliseconds(ms),
  );
}
