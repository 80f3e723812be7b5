/** The queue of the sandbox: who works, who waits, and how to ask, vote, claim and release. */
import type { ListedRequest } from '@dynamic-cache/contracts/sandbox';
import { Card, CardBody, CardHeader, SelectControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { Scrolled } from '../../components/Scrolled.tsx';
import { leaderboardStore } from '../../store/leaderboard.ts';
import { AskForSandbox } from './AskForSandbox.tsx';
import { Claim } from './Claim.tsx';
import { QueueRow } from './QueueRow.tsx';
import { Refused } from './Refused.tsx';
import { type Done, useDone } from './useDone.ts';

type Status = 'open' | 'all';

export function Sandbox() {
  const [status, setStatus] = useState<Status>('open');
  const answer = useSelect((select) => select(leaderboardStore).getQueue(), []);
  const { lookAtQueue } = useDispatch(leaderboardStore);
  const look = () => {
    lookAtQueue({ status });
  };
  useEffect(() => {
    lookAtQueue({ status });
  }, [lookAtQueue, status]);
  const then = useDone(look);
  return (
    <Card>
      <CardHeader>
        <h2>{__('Sandbox', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-leaderboard__part">
        <p>
          {__(
            'Whoever tests asks for the sandbox first. The request with the highest score is claimed next: ten points for each step of priority, and the votes.',
            'ai-wp-dynamic-cache',
          )}
        </p>
        <Refused part="queue" />
        <Asked answer={answer} retry={look}>
          {({ requests }) => (
            <>
              <Show status={status} choose={setStatus} />
              {requests.length === 0 ? (
                <p>{__('Nobody waits, and nobody works in the sandbox.', 'ai-wp-dynamic-cache')}</p>
              ) : (
                <Queue requests={requests} then={then} />
              )}
              <Claim then={then} />
              <AskForSandbox then={then} />
            </>
          )}
        </Asked>
      </CardBody>
    </Card>
  );
}

function Show({ status, choose }: { status: Status; choose: (status: Status) => void }) {
  return (
    <SelectControl
      __next40pxDefaultSize
      __nextHasNoMarginBottom
      label={__('Show', 'ai-wp-dynamic-cache')}
      value={status}
      options={[
        { value: 'open', label: __('What is claimed or waits', 'ai-wp-dynamic-cache') },
        { value: 'all', label: __('What is over as well', 'ai-wp-dynamic-cache') },
      ]}
      onChange={(value) => choose(value === 'all' ? 'all' : 'open')}
    />
  );
}

function Queue({ requests, then }: { requests: readonly ListedRequest[]; then: Done }) {
  return (
    <Scrolled label={__('Requests for the sandbox', 'ai-wp-dynamic-cache')}>
      <table className="widefat striped">
        <caption className="screen-reader-text">
          {__('Requests for the sandbox', 'ai-wp-dynamic-cache')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{__('Task', 'ai-wp-dynamic-cache')}</th>
            <th scope="col">{__('Asked by', 'ai-wp-dynamic-cache')}</th>
            <th scope="col">{__('State', 'ai-wp-dynamic-cache')}</th>
            <th scope="col">{__('Score', 'ai-wp-dynamic-cache')}</th>
            <th scope="col">{__('What to do', 'ai-wp-dynamic-cache')}</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((listed) => (
            <QueueRow key={listed.request.id} listed={listed} then={then} />
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
