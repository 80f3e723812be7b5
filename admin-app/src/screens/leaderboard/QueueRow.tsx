/** A request in the queue: votes while it waits, the ways out while somebody works on it. */
import type { ListedRequest, RequestStatus, SandboxRelease } from '@dynamic-cache/contracts/sandbox';
import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __, _n, sprintf } from '@wordpress/i18n';
import { ago, count, lasting, moment, until } from '../../components/format.ts';
import { leaderboardStore } from '../../store/leaderboard.ts';
import type { Done } from './useDone.ts';

const STATES: Record<RequestStatus, () => string> = {
  queued: () => __('Waits', 'ai-wp-dynamic-cache'),
  claimed: () => __('Claimed', 'ai-wp-dynamic-cache'),
  completed: () => __('Completed', 'ai-wp-dynamic-cache'),
  failed: () => __('Failed', 'ai-wp-dynamic-cache'),
};

type Props = { listed: ListedRequest; then: Done };

export function QueueRow({ listed: { request, votes, allocation }, then }: Props) {
  const now = Math.floor(Date.now() / 1000);
  const { context } = request;
  return (
    <tr>
      <th scope="row">
        <span dir="auto">{request.task_type}</span>
        <small>{lasting(request.estimated_minutes * 60)}</small>
        {context !== null && (
          <small dir="auto">{typeof context === 'string' ? context : JSON.stringify(context)}</small>
        )}
      </th>
      <td>
        <span dir="auto">{request.requested_by_agent}</span>
        <small title={moment(request.created_at)}>{ago(request.created_at, now)}</small>
      </td>
      <td>
        {STATES[request.status]()}
        {allocation !== null && <small dir="auto">{workedOn(allocation, now)}</small>}
      </td>
      <td>
        {count(request.score)}
        <small>
          {
            /* translators: %s: a number */
            sprintf(_n('%s vote', '%s votes', votes, 'ai-wp-dynamic-cache'), count(votes))
          }
        </small>
      </td>
      <td>
        <div className="dynamic-cache-leaderboard__acts">
          {request.status === 'queued' && <Votes id={request.id} task={request.task_type} then={then} />}
          {request.status === 'claimed' && <Releases id={request.id} task={request.task_type} then={then} />}
        </div>
      </td>
    </tr>
  );
}

function workedOn({ agent_id, sandbox_id, end_at }: NonNullable<ListedRequest['allocation']>, now: number) {
  const who = sandbox_id === null ? agent_id : `${agent_id} (${sandbox_id})`;
  return end_at <= now
    ? /* translators: %s: name of a worker */
      sprintf(__('%s, whose time is over', 'ai-wp-dynamic-cache'), who)
    : /* translators: 1: name of a worker, 2: “in 20 minutes” */
      sprintf(__('%1$s, ends %2$s', 'ai-wp-dynamic-cache'), who, until(end_at, now));
}

type ActProps = { id: string; task: string; then: Done };

function Votes({ id, task, then }: ActProps) {
  const isBusy = useSelect((select) => select(leaderboardStore).getBusy() !== null, []);
  const { vote } = useDispatch(leaderboardStore);
  const votes: [number, string, string][] = [
    /* translators: %s: a task */
    [1, __('For', 'ai-wp-dynamic-cache'), sprintf(__('Vote for %s', 'ai-wp-dynamic-cache'), task)],
    /* translators: %s: a task */
    [-1, __('Against', 'ai-wp-dynamic-cache'), sprintf(__('Vote against %s', 'ai-wp-dynamic-cache'), task)],
  ];
  return votes.map(([value, name, label]) => (
    <Button
      key={name}
      size="compact"
      variant="secondary"
      disabled={isBusy}
      accessibleWhenDisabled
      aria-label={label}
      onClick={() =>
        then(
          vote({ request_id: id, vote: value }),
          __('Your vote counts. A second one replaces it.', 'ai-wp-dynamic-cache'),
        )
      }
    >
      {name}
    </Button>
  ));
}

function Releases({ id, task, then }: ActProps) {
  const isBusy = useSelect((select) => select(leaderboardStore).getBusy() !== null, []);
  const { release } = useDispatch(leaderboardStore);
  const outcomes: [SandboxRelease['outcome'], string][] = [
    ['completed', __('Completed', 'ai-wp-dynamic-cache')],
    ['failed', __('Failed', 'ai-wp-dynamic-cache')],
    ['requeue', __('Back to the queue', 'ai-wp-dynamic-cache')],
  ];
  return outcomes.map(([outcome, name]) => (
    <Button
      key={outcome}
      size="compact"
      variant="secondary"
      disabled={isBusy}
      accessibleWhenDisabled
      /* translators: 1: a task, 2: how it ended */
      aria-label={sprintf(__('Release %1$s: %2$s', 'ai-wp-dynamic-cache'), task, name)}
      onClick={() =>
        then(release({ request_id: id, outcome }), __('The sandbox is released.', 'ai-wp-dynamic-cache'))
      }
    >
      {name}
    </Button>
  ));
}
