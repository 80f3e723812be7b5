/** What testers share of this site: figures by page and strategy, the sandbox they work in, and their keys. */
import { Button, Card, CardBody, CardHeader } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { Arriving } from '../../components/Arriving.tsx';
import { goTo } from '../../navigation.ts';
import { leaderboardStore } from '../../store/leaderboard.ts';
import { siteStore } from '../../store/site.ts';
import { Conflicts } from './Conflicts.tsx';
import './leaderboard.scss';
import { Sandbox } from './Sandbox.tsx';
import { Shared } from './Shared.tsx';
import { Testers } from './Testers.tsx';

const PARTS = [
  { name: 'shared', Part: Shared },
  { name: 'queue', Part: Sandbox },
  { name: 'conflicts', Part: Conflicts },
  { name: 'testers', Part: Testers },
] as const;

export default function Leaderboard() {
  const { state, isKnown } = useSelect((select) => {
    const status = select(siteStore).getStatus();
    return {
      state: status?.edge.state ?? null,
      isKnown: status !== null || select(siteStore).getFailure() !== null,
    };
  }, []);
  if (!isKnown) return <Arriving />;
  return (
    <div className="dynamic-cache-leaderboard">
      {state === 'active' ? <Parts /> : <NoWorker isBegun={state !== 'off' && state !== null} />}
    </div>
  );
}

/** All of them ask at once. Each is seen when those above it have their answers, so that none is pushed down by another. */
function Parts() {
  const seen = useSelect((select) => select(leaderboardStore).getPartsAnswered(), []);
  return PARTS.map(({ name, Part }, place) => (
    <div key={name} hidden={place > seen} className={place === seen ? 'is-arriving' : undefined}>
      <Part />
    </div>
  ));
}

/** Everything here lies with the Worker: without one there is only the next step. */
function NoWorker({ isBegun }: { isBegun: boolean }) {
  return (
    <Card>
      <CardHeader>
        <h2>{__('A leaderboard needs a Worker', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody>
        <p>
          {__(
            'Testers measure this site from outside and share their samples through your Worker; here you see which strategy is fastest on which page, and who works in the sandbox.',
            'ai-wp-dynamic-cache',
          )}
        </p>
        <p>
          {isBegun
            ? __(
                'A Worker is set up, but not connected yet: the Edge screen says what is missing.',
                'ai-wp-dynamic-cache',
              )
            : __(
                'Connect a Worker first. Until then you can measure this host by yourself.',
                'ai-wp-dynamic-cache',
              )}
        </p>
        <div className="dynamic-cache-leaderboard__acts">
          <Button __next40pxDefaultSize variant="primary" onClick={() => goTo('edge')}>
            {__('Open the Edge screen', 'ai-wp-dynamic-cache')}
          </Button>
          <Button __next40pxDefaultSize variant="secondary" onClick={() => goTo('benchmark')}>
            {__('Measure this host', 'ai-wp-dynamic-cache')}
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}
