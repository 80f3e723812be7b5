/** The last seven days in a sentence, what stands in the way of more, and the ways to check now. */
import type { ProofAnswer } from '@dynamic-cache/contracts/proof';
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count, moment } from '../../components/format.ts';
import { CheckNow } from './CheckNow.tsx';

type Props = { answer: ProofAnswer; then: () => void };

export function Week({ answer, then }: Props) {
  const { week, shadow, direct_mode } = answer;
  const { unable = 0, volatile = 0, waiting = 0 } = week.counts;
  return (
    <Card>
      <CardHeader>
        <h2>{week.sentence}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-proof__part">
        <p>
          {__(
            'Pages that visitors really got are rendered again and compared. One that differs, twice, is purged and kept below with what differs.',
            'ai-wp-dynamic-cache',
          )}
        </p>
        {shadow.on && (
          <p>
            <strong>{since(shadow.since)}</strong> {shadow.sentence}
          </p>
        )}
        {volatile > 0 && <p>{neverTheSame(volatile)}</p>}
        {unable > 0 && <p>{notRendered(unable)}</p>}
        {direct_mode && (
          <p>
            {__(
              'Pages that the web server sends by itself are seen by nobody, and none of those visits is drawn.',
              'ai-wp-dynamic-cache',
            )}
          </p>
        )}
        <CheckNow waiting={waiting} then={then} />
      </CardBody>
    </Card>
  );
}

function since(at: number | null): string {
  return at === null
    ? __('Watching only.', 'ai-wp-dynamic-cache')
    : /* translators: %s: date and time */
      sprintf(__('Watching only, since %s.', 'ai-wp-dynamic-cache'), moment(at));
}

function neverTheSame(pages: number): string {
  return sprintf(
    /* translators: %s: number of checks */
    _n(
      '%s check found a page that is never rendered the same way twice: every visitor gets the one that was stored.',
      '%s checks found pages that are never rendered the same way twice: every visitor gets the one that was stored.',
      pages,
      'ai-wp-dynamic-cache',
    ),
    count(pages),
  );
}

function notRendered(pages: number): string {
  return sprintf(
    /* translators: %s: number of checks */
    _n(
      '%s check could not render its page, and is not counted as one.',
      '%s checks could not render their page, and are not counted as such.',
      pages,
      'ai-wp-dynamic-cache',
    ),
    count(pages),
  );
}
