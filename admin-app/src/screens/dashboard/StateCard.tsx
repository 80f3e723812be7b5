/** The state in one sentence, and the four things that one does to a cache. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import {
  Button,
  Card,
  CardBody,
  CardHeader,
  __experimentalConfirmDialog as ConfirmDialog,
  Flex,
} from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';
import { follow } from '../../components/Navigation.tsx';
import { addressOf } from '../../routes.ts';
import { historyStore } from '../../store/history.ts';
import { siteStore } from '../../store/site.ts';
import { EdgeLine } from './EdgeLine.tsx';
import { GatesLine } from './GatesLine.tsx';
import { isPaused, stateSentence } from './sentences.ts';

const PAUSE_SECONDS = 15 * 60;

type Props = { status: SiteStatus };

export function StateCard({ status }: Props) {
  const now = useNow(isPaused(status, Date.now() / 1000));
  const week = useSelect((select) => select(historyStore).getStats(7).value?.total ?? null, []);
  return (
    <Card className="dynamic-cache-state" data-state={stateWord(status, now)}>
      <CardHeader>
        <h2>{stateSentence(status, week, now)}</h2>
      </CardHeader>
      <CardBody>
        {status.enabled && <GatesLine gates={status.gates} now={now} />}
        {status.enabled && <ProofLine proof={status.proof} />}
        <EdgeLine status={status} />
        <Flex justify="flex-start" wrap>
          {status.enabled ? <WhileOn status={status} now={now} /> : <TurnOn />}
        </Flex>
      </CardBody>
    </Card>
  );
}

/** What the checks found, and where their evidence is: the differences first when there are any. */
function ProofLine({ proof: { shadow, sentence, differences } }: { proof: SiteStatus['proof'] }) {
  const parameters = differences > 0 ? { outcome: 'different' } : {};
  return (
    <p>
      {shadow ?? sentence}{' '}
      <a
        href={addressOf('proof', window.location.href, parameters)}
        onClick={(event) => follow(event, 'proof', parameters)}
      >
        {differences > 0
          ? __('See what differed', 'ai-wp-dynamic-cache')
          : __('Look at the checks', 'ai-wp-dynamic-cache')}
      </a>
    </p>
  );
}

function stateWord(status: SiteStatus, now: number): 'off' | 'trouble' | 'paused' | 'on' {
  if (!status.enabled) return 'off';
  if (status.dropin !== 'installed' || !status.wp_cache) return 'trouble';
  return isPaused(status, now) ? 'paused' : 'on';
}

function TurnOn() {
  const { busy, switchCache } = useWork();
  return (
    <Button
      __next40pxDefaultSize
      variant="primary"
      isBusy={busy === 'switch'}
      disabled={busy !== null}
      accessibleWhenDisabled
      onClick={() => switchCache(true)}
    >
      {__('Turn on', 'ai-wp-dynamic-cache')}
    </Button>
  );
}

function WhileOn({ status, now }: Props & { now: number }) {
  const { busy, switchCache, pause, warm } = useWork();
  const common = {
    __next40pxDefaultSize: true,
    variant: 'secondary',
    disabled: busy !== null,
    accessibleWhenDisabled: true,
  } as const;
  return (
    <>
      <PurgeEverything />
      <Button {...common} isBusy={busy === 'warm'} onClick={() => warm([status.home])}>
        {__('Warm the front page', 'ai-wp-dynamic-cache')}
      </Button>
      {isPaused(status, now) ? (
        <Button {...common} variant="primary" isBusy={busy === 'pause'} onClick={() => pause(null)}>
          {__('Resume now', 'ai-wp-dynamic-cache')}
        </Button>
      ) : (
        <Button
          {...common}
          isBusy={busy === 'pause'}
          onClick={() => pause(Math.floor(Date.now() / 1000) + PAUSE_SECONDS)}
        >
          {__('Pause for 15 minutes', 'ai-wp-dynamic-cache')}
        </Button>
      )}
      <Button {...common} variant="tertiary" isBusy={busy === 'switch'} onClick={() => switchCache(false)}>
        {__('Turn off', 'ai-wp-dynamic-cache')}
      </Button>
    </>
  );
}

/** Cannot be undone, and costs every page a render: asks once. */
function PurgeEverything() {
  const [isAsking, setAsking] = useState(false);
  const { busy, purgeEverything } = useWork();
  return (
    <>
      <Button
        __next40pxDefaultSize
        variant="secondary"
        isBusy={busy === 'purge'}
        disabled={busy !== null}
        accessibleWhenDisabled
        onClick={() => setAsking(true)}
      >
        {__('Purge everything', 'ai-wp-dynamic-cache')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        confirmButtonText={__('Purge everything', 'ai-wp-dynamic-cache')}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          purgeEverything();
        }}
      >
        {__(
          'Every stored page goes out of use, here and at the edge. Each is rendered anew when somebody asks for it; until then the site is as slow as without a cache.',
          'ai-wp-dynamic-cache',
        )}
      </ConfirmDialog>
    </>
  );
}

/** The actions, each followed by a word on what was done; what failed is said on the screen. */
function useWork() {
  const busy = useSelect((select) => select(siteStore).getBusy(), []);
  const site = useDispatch(siteStore);
  const { lookBack } = useDispatch(historyStore);
  const { createSuccessNotice } = useDispatch(notices);
  const then = async (done: Promise<boolean>, said: string) => {
    if (await done) {
      createSuccessNotice(said, { type: 'snackbar' });
      lookBack();
    }
  };
  return {
    busy,
    switchCache: (isOn: boolean) =>
      then(
        site.switchCache(isOn),
        isOn
          ? __('The cache is on.', 'ai-wp-dynamic-cache')
          : __('The cache is off, and its files are as they were before.', 'ai-wp-dynamic-cache'),
      ),
    pause: (until: number | null) =>
      then(
        site.pause(until),
        until === null
          ? __('The cache serves again.', 'ai-wp-dynamic-cache')
          : __('Visitors get live pages for 15 minutes.', 'ai-wp-dynamic-cache'),
      ),
    purgeEverything: () =>
      then(site.purgeEverything(), __('Every stored page is out of use.', 'ai-wp-dynamic-cache')),
    warm: (urls: string[]) => then(site.warm(urls), __('The front page was fetched.', 'ai-wp-dynamic-cache')),
  };
}

/** Unix seconds; ticks while something counts down. */
function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(() => Date.now() / 1000);
  useEffect(() => {
    if (!isTicking) return undefined;
    const timer = setInterval(() => setNow(Date.now() / 1000), 1000);
    return () => clearInterval(timer);
  }, [isTicking]);
  return isTicking ? now : Date.now() / 1000;
}
