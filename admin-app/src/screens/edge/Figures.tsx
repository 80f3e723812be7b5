/** What the Worker counted on its last day. */
import type { EdgeFigures } from '@dynamic-cache/contracts/edge-figures';
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { count, percent } from '../../components/format.ts';
import { edgeFiguresStore } from '../../store/edge-figures.ts';
import { siteStore } from '../../store/site.ts';

export function Figures() {
  const isActive = useSelect((select) => select(siteStore).getStatus()?.edge.state === 'active', []);
  return isActive ? <Counted /> : null;
}

function Counted() {
  const answer = useSelect((select) => select(edgeFiguresStore).getAnswer(), []);
  const { look } = useDispatch(edgeFiguresStore);
  return (
    <Card>
      <CardHeader>
        <h2>{__('Last 24 hours at the edge', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody>
        <Asked answer={answer} retry={look}>
          {({ figures, why }) => (figures === null ? <p>{why}</p> : <Numbers figures={figures} />)}
        </Asked>
      </CardBody>
    </Card>
  );
}

function Numbers({ figures }: { figures: EdgeFigures }) {
  const { hit_ratio, hits, stale, misses, bypasses, errors } = figures;
  const numbers: [string, string][] = [
    [__('From the edge', 'ai-wp-dynamic-cache'), hit_ratio === null ? '–' : percent(hit_ratio)],
    [__('Hits', 'ai-wp-dynamic-cache'), count(hits + stale)],
    [__('Asked at this host', 'ai-wp-dynamic-cache'), count(misses)],
    [__('Passed through', 'ai-wp-dynamic-cache'), count(bypasses)],
    [__('Errors', 'ai-wp-dynamic-cache'), count(errors)],
  ];
  return (
    <dl className="dynamic-cache-edge-figures">
      {numbers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
