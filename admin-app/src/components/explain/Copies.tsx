/** Which layers have a copy, how old each is, and what the last render came to. */
import type { ExplainAnswer, ExplainCopy } from '@dynamic-cache/contracts/page-actions';
import { __, sprintf } from '@wordpress/i18n';
import { bytes, lasting } from '../format.ts';
import { meaning } from '../reasons.ts';

export function Copies({ told: { copies, page } }: { told: ExplainAnswer }) {
  return (
    <>
      <h2>{__('Where it is stored', 'ai-wp-dynamic-cache')}</h2>
      <dl className="dynamic-cache-copies">
        {copies.map((copy) => (
          <div key={copy.layer}>
            <dt>{NAMES[copy.layer]()}</dt>
            <dd>
              {sentence(copy)}
              {copy.layer === 'origin' && page !== null && (
                <>
                  {' '}
                  {/* translators: 1: size of the page, 2: size when it is compressed */}
                  {sprintf(
                    __('%1$s, %2$s compressed.', 'ai-wp-dynamic-cache'),
                    bytes(page.bytes),
                    bytes(page.gzip_bytes),
                  )}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const NAMES = {
  origin: () => __('This host', 'ai-wp-dynamic-cache'),
  edge: () => __('The edge', 'ai-wp-dynamic-cache'),
} as const;

function sentence({ error, age, expires_in, outcome, reason }: ExplainCopy): string {
  if (error !== null) return error;
  if (age === null) return __('No copy.', 'ai-wp-dynamic-cache');
  const isUsed = outcome === 'hit' || outcome === 'stale';
  const since = /* translators: %s: a span of time */ sprintf(
    isUsed
      ? __('A copy that visitors get, %s old.', 'ai-wp-dynamic-cache')
      : __('A copy that is out of use, %s old.', 'ai-wp-dynamic-cache'),
    lasting(age),
  );
  if (!isUsed) return reason === null ? since : `${since} (${meaning(reason)})`;
  if (expires_in === null) return since;
  /* translators: 1: a sentence on the age of a copy, 2: a span of time */
  return sprintf(__('%1$s Good for another %2$s.', 'ai-wp-dynamic-cache'), since, lasting(expires_in));
}
