/** Page views by day as a chart, or as a table; and why pages did not come from the cache. */
import type { StatsAnswer } from '@dynamic-cache/contracts/stats';
import { Button, Card, CardBody, CardHeader } from '@wordpress/components';
import { lazy, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { ChartPlace } from '../../charts/ChartPlace.tsx';
import { count, day } from '../../components/format.ts';
import { meaning, whyNot } from '../../components/reasons.ts';

const VisitsChart = lazy(() => import('../../charts/VisitsChart.tsx'));

/** Reasons that are listed; the rest is in the table of who asks for it by REST. */
const LISTED = 8;

export function Visits({ stats }: { stats: StatsAnswer }) {
  const [isTable, setTable] = useState(false);
  const days = stats.days.map(({ day: iso, counts }) => ({
    day: day(iso),
    cached: counts.hits + counts.stale,
    rendered: counts.misses,
    passed: counts.bypasses,
  }));
  return (
    <Card>
      <CardHeader>
        <h2>{__('Page views by day', 'ai-wp-dynamic-cache')}</h2>
        <Button variant="tertiary" size="compact" onClick={() => setTable(!isTable)} aria-pressed={isTable}>
          {__('Show as table', 'ai-wp-dynamic-cache')}
        </Button>
      </CardHeader>
      <CardBody className="dynamic-cache-visits">
        <div>
          {!isTable && (
            <ChartPlace>
              <VisitsChart days={days} />
            </ChartPlace>
          )}
          <DayTable days={days} isShown={isTable} />
        </div>
        <Reasons reasons={stats.total.reasons} />
      </CardBody>
    </Card>
  );
}

type DayTableProps = {
  days: readonly { day: string; cached: number; rendered: number; passed: number }[];
  isShown: boolean;
};

/** Always there for screen readers; the chart is a picture of it. */
function DayTable({ days, isShown }: DayTableProps) {
  return (
    <div className={isShown ? 'dynamic-cache-table' : 'screen-reader-text'}>
      <table className="widefat striped">
        <caption className="screen-reader-text">{__('Page views by day', 'ai-wp-dynamic-cache')}</caption>
        <thead>
          <tr>
            <th scope="col">{__('Day', 'ai-wp-dynamic-cache')}</th>
            <th scope="col">{__('From the cache', 'ai-wp-dynamic-cache')}</th>
            <th scope="col">{__('Rendered', 'ai-wp-dynamic-cache')}</th>
            <th scope="col">{__('Not for the cache', 'ai-wp-dynamic-cache')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((one) => (
            <tr key={one.day}>
              <th scope="row">{one.day}</th>
              <td>{count(one.cached)}</td>
              <td>{count(one.rendered)}</td>
              <td>{count(one.passed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Reasons({ reasons }: { reasons: Readonly<Record<string, number>> }) {
  const listed = whyNot(reasons).slice(0, LISTED);
  return (
    <div className="dynamic-cache-reasons">
      <h3>{__('Why pages did not come from the cache', 'ai-wp-dynamic-cache')}</h3>
      {listed.length === 0 && <p>{__('All of them did.', 'ai-wp-dynamic-cache')}</p>}
      <dl>
        {listed.map(({ key, word, count: times }) => (
          <div key={key}>
            <dt title={key}>{meaning(word)}</dt>
            <dd>{count(times)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
