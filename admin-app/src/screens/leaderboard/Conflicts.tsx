/** Where workers got into each other's way: report, resolve, dismiss. */
import type { Conflict, ConflictResolve } from '@dynamic-cache/contracts/sandbox-conflicts';
import { Button, Card, CardBody, CardHeader, SelectControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { count, moment } from '../../components/format.ts';
import { leaderboardStore } from '../../store/leaderboard.ts';
import { Refused } from './Refused.tsx';
import { ReportConflict } from './ReportConflict.tsx';
import { type Done, useDone } from './useDone.ts';

type Status = 'open' | 'all';

export function Conflicts() {
  const [status, setStatus] = useState<Status>('open');
  const answer = useSelect((select) => select(leaderboardStore).getConflicts(), []);
  const { lookAtConflicts } = useDispatch(leaderboardStore);
  const look = () => {
    lookAtConflicts({ status });
  };
  useEffect(() => {
    lookAtConflicts({ status });
  }, [lookAtConflicts, status]);
  const then = useDone(look);
  return (
    <Card>
      <CardHeader>
        <h2>{__('Conflicts', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-leaderboard__part">
        <Refused part="conflicts" />
        <Asked answer={answer} retry={look}>
          {({ conflicts }) => (
            <>
              <SelectControl
                __next40pxDefaultSize
                __nextHasNoMarginBottom
                label={__('Show conflicts', 'ai-wp-dynamic-cache')}
                value={status}
                options={[
                  { value: 'open', label: __('Open ones', 'ai-wp-dynamic-cache') },
                  { value: 'all', label: __('Settled ones as well', 'ai-wp-dynamic-cache') },
                ]}
                onChange={(value) => setStatus(value === 'all' ? 'all' : 'open')}
              />
              {conflicts.length === 0 && <p>{__('Nobody is in anybody’s way.', 'ai-wp-dynamic-cache')}</p>}
              <ul className="dynamic-cache-conflicts">
                {conflicts.map((conflict) => (
                  <Line key={conflict.id} conflict={conflict} then={then} />
                ))}
              </ul>
              <ReportConflict then={then} />
            </>
          )}
        </Asked>
      </CardBody>
    </Card>
  );
}

const STATES: Record<Conflict['status'], () => string> = {
  open: () => __('Open', 'ai-wp-dynamic-cache'),
  resolved: () => __('Resolved', 'ai-wp-dynamic-cache'),
  dismissed: () => __('Dismissed', 'ai-wp-dynamic-cache'),
};

function Line({ conflict, then }: { conflict: Conflict; then: Done }) {
  const { summary, details, severity, status, reported_by_agent, created_at, resolution_note } = conflict;
  return (
    <li>
      <p>
        <strong dir="auto">{summary}</strong>
      </p>
      <p>
        {sprintf(
          /* translators: 1: Open, Resolved or Dismissed, 2: a number, 3: name of a worker, 4: date and time */
          __('%1$s, severity %2$s of 5, reported by %3$s on %4$s', 'ai-wp-dynamic-cache'),
          STATES[status](),
          count(severity),
          reported_by_agent,
          moment(created_at),
        )}
      </p>
      {details !== null && (
        <p dir="auto">{typeof details === 'string' ? details : JSON.stringify(details)}</p>
      )}
      {resolution_note !== null && <p dir="auto">{resolution_note}</p>}
      {status === 'open' && <Settle conflict={conflict} then={then} />}
    </li>
  );
}

function Settle({ conflict: { id, summary }, then }: { conflict: Conflict; then: Done }) {
  const busy = useSelect((select) => select(leaderboardStore).getBusy(), []);
  const { resolve } = useDispatch(leaderboardStore);
  const ways: [NonNullable<ConflictResolve['resolution']>, string, string, string][] = [
    [
      'resolved',
      __('Resolve', 'ai-wp-dynamic-cache'),
      /* translators: %s: what a conflict is about */
      sprintf(__('Resolve: %s', 'ai-wp-dynamic-cache'), summary),
      __('The conflict is resolved.', 'ai-wp-dynamic-cache'),
    ],
    [
      'dismissed',
      __('Dismiss', 'ai-wp-dynamic-cache'),
      /* translators: %s: what a conflict is about */
      sprintf(__('Dismiss: %s', 'ai-wp-dynamic-cache'), summary),
      __('The conflict is dismissed.', 'ai-wp-dynamic-cache'),
    ],
  ];
  return (
    <div className="dynamic-cache-leaderboard__acts">
      {ways.map(([resolution, name, label, said]) => (
        <Button
          key={resolution}
          size="compact"
          variant="secondary"
          disabled={busy !== null}
          accessibleWhenDisabled
          aria-label={label}
          onClick={() => then(resolve({ conflict_id: id, resolution }), said)}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
