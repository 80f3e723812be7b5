/** Who may test this site from outside: invite, see, revoke. */
import type { Tester } from '@dynamic-cache/contracts/testers';
import {
  Button,
  Card,
  CardBody,
  CardHeader,
  __experimentalConfirmDialog as ConfirmDialog,
  TextControl,
} from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { moment } from '../../components/format.ts';
import { leaderboardStore } from '../../store/leaderboard.ts';
import { Invited } from './Invited.tsx';
import { Refused } from './Refused.tsx';
import { type Done, useDone } from './useDone.ts';

export function Testers() {
  const { answer, invited } = useSelect((select) => {
    const store = select(leaderboardStore);
    return { answer: store.getTesters(), invited: store.getInvited() };
  }, []);
  const { lookAtTesters, putAway } = useDispatch(leaderboardStore);
  useEffect(() => {
    lookAtTesters();
    // A key is told once: whoever leaves the screen has put it away.
    return () => {
      putAway();
    };
  }, [lookAtTesters, putAway]);
  const then = useDone(() => lookAtTesters());
  return (
    <Card>
      <CardHeader>
        <h2>{__('Testers', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-leaderboard__part">
        <p>
          {__(
            'A tester’s key opens the sandbox and the load tests of this site, and nothing else. It ends at once when you revoke it.',
            'ai-wp-dynamic-cache',
          )}
        </p>
        <Refused part="testers" />
        {invited !== null && <Invited invited={invited} />}
        <Asked
          answer={answer}
          retry={() => lookAtTesters()}
          isEmpty={({ testers }) => testers.length === 0}
          empty={<p>{__('Nobody has been invited yet.', 'ai-wp-dynamic-cache')}</p>}
        >
          {({ testers }) => <List testers={testers} then={then} />}
        </Asked>
        <Invite then={then} />
      </CardBody>
    </Card>
  );
}

function Invite({ then }: { then: Done }) {
  const [name, setName] = useState('');
  const busy = useSelect((select) => select(leaderboardStore).getBusy(), []);
  const { invite } = useDispatch(leaderboardStore);
  const send = async () => {
    if (await then(invite({ name: name.trim() }), __('The key is made.', 'ai-wp-dynamic-cache'))) setName('');
  };
  return (
    <fieldset>
      <legend>{__('Invite a tester', 'ai-wp-dynamic-cache')}</legend>
      <div className="dynamic-cache-leaderboard__fields">
        <TextControl
          __next40pxDefaultSize
          __nextHasNoMarginBottom
          label={__('Name of the tester', 'ai-wp-dynamic-cache')}
          help={__('For your own list; the tester does not need it.', 'ai-wp-dynamic-cache')}
          maxLength={80}
          value={name}
          onChange={setName}
        />
      </div>
      <Button
        __next40pxDefaultSize
        variant="secondary"
        disabled={busy !== null || name.trim() === ''}
        accessibleWhenDisabled
        onClick={send}
      >
        {__('Invite', 'ai-wp-dynamic-cache')}
      </Button>
    </fieldset>
  );
}

function List({ testers, then }: { testers: readonly Tester[]; then: Done }) {
  const [asking, setAsking] = useState<Tester | null>(null);
  const { revoke } = useDispatch(leaderboardStore);
  return (
    <>
      <ul className="dynamic-cache-conflicts">
        {testers.map((tester) => (
          <Line key={tester.plugin_id} tester={tester} ask={() => setAsking(tester)} />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={asking !== null}
        confirmButtonText={__('Revoke', 'ai-wp-dynamic-cache')}
        onCancel={() => setAsking(null)}
        onConfirm={() => {
          setAsking(null);
          if (asking === null) return;
          then(revoke({ plugin_id: asking.plugin_id }), __('The key is revoked.', 'ai-wp-dynamic-cache'));
        }}
      >
        {
          /* translators: %s: name of a tester */
          sprintf(
            __('The key of “%s” ends at once. Samples that were shared with it stay.', 'ai-wp-dynamic-cache'),
            asking?.name ?? '',
          )
        }
      </ConfirmDialog>
    </>
  );
}

function Line({
  tester: { name, plugin_id, created_at, revoked_at },
  ask,
}: {
  tester: Tester;
  ask: () => void;
}) {
  const busy = useSelect((select) => select(leaderboardStore).getBusy(), []);
  return (
    <li>
      <p>
        <strong dir="auto">{name}</strong> <code dir="ltr">{plugin_id}</code>
      </p>
      <p>
        {revoked_at === null
          ? /* translators: %s: date and time */
            sprintf(__('Invited on %s', 'ai-wp-dynamic-cache'), moment(created_at))
          : /* translators: %s: date and time */
            sprintf(__('Revoked on %s', 'ai-wp-dynamic-cache'), moment(revoked_at))}
      </p>
      {revoked_at === null && (
        <Button
          size="compact"
          variant="secondary"
          isDestructive
          disabled={busy !== null}
          accessibleWhenDisabled
          /* translators: %s: name of a tester */
          aria-label={sprintf(__('Revoke the key of %s', 'ai-wp-dynamic-cache'), name)}
          onClick={ask}
        >
          {__('Revoke', 'ai-wp-dynamic-cache')}
        </Button>
      )}
    </li>
  );
}
