/** Is it working, what needs me, what do I do. */
import { Button, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Arriving } from '../../components/Arriving.tsx';
import { historyStore, type Range } from '../../store/history.ts';
import { siteStore } from '../../store/site.ts';
import { Attention } from './Attention.tsx';
import './dashboard.scss';
import { FirstSteps } from './FirstSteps.tsx';
import { History } from './History.tsx';
import { StateCard } from './StateCard.tsx';
import { Timeline } from './Timeline.tsx';

const REFRESH_MS = 15_000;

export default function Dashboard() {
  const [range, setRange] = useState<Range>(7);
  const { status, failure } = useSelect((select) => {
    const site = select(siteStore);
    return { status: site.getStatus(), failure: site.getFailure() };
  }, []);
  const { retry, putAway } = useDispatch(siteStore);
  useRefresh(range);
  if (status === null && failure === null) return <Arriving />;
  return (
    <div className="dynamic-cache-dashboard">
      {failure !== null && (
        <Notice status="error" isDismissible={status !== null} onRemove={() => putAway()}>
          <p>{failure}</p>
          {status === null && (
            <Button variant="secondary" onClick={() => retry()}>
              {__('Try again', 'ai-wp-dynamic-cache')}
            </Button>
          )}
        </Notice>
      )}
      {status !== null && (
        <>
          {status.first_run && <FirstSteps />}
          <StateCard status={status} />
          <Attention problems={status.problems} />
          <History range={range} choose={setRange} isEdgeOn={status.edge.state === 'active'} />
          <Timeline />
        </>
      )}
    </div>
  );
}

/** Keeps the screen true while somebody looks at it. */
function useRefresh(range: Range): void {
  const { refresh } = useDispatch(siteStore);
  const { count, lookBack } = useDispatch(historyStore);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.hidden) return;
      refresh();
      count(range);
      lookBack();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [range, refresh, count, lookBack]);
}
