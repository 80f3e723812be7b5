/** The strategy that is tried on some of the visitors, beside the one that the others have. */
import type { RolloutFigures, RolloutGroup } from '@dynamic-cache/contracts/rollout';
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { __ } from '@wordpress/i18n';
import { count, milliseconds, percent } from '../../components/format.ts';
import { nameOfChoice } from '../../fields/choices.ts';
import { edgeFiguresStore } from '../../store/edge-figures.ts';
import { findingsOf, stateOf } from './rollout-sentences.ts';

/** Nothing where no other strategy is tried; whether the figures can be had is said by the card above. */
export function Rollout() {
  const rollout = useSelect((select) => select(edgeFiguresStore).getAnswer().value?.rollout ?? null, []);
  return rollout === null ? null : (
    <Card>
      <CardHeader>
        <h2>{__('Another strategy for some visitors', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody>
        <p>{stateOf(rollout)}</p>
        {findingsOf(rollout) !== null && <p>{findingsOf(rollout)}</p>}
        <Groups rollout={rollout} />
      </CardBody>
    </Card>
  );
}

function Groups({ rollout }: { rollout: RolloutFigures }) {
  return (
    <table className="widefat striped">
      <caption className="screen-reader-text">{__('Both strategies', 'ai-wp-dynamic-cache')}</caption>
      <thead>
        <tr>
          <th scope="col">{__('Strategy', 'ai-wp-dynamic-cache')}</th>
          <th scope="col">{__('Visits', 'ai-wp-dynamic-cache')}</th>
          <th scope="col">{__('From the edge', 'ai-wp-dynamic-cache')}</th>
          <th scope="col">{__('Errors', 'ai-wp-dynamic-cache')}</th>
          <th scope="col">{__('Slowest twentieth', 'ai-wp-dynamic-cache')}</th>
        </tr>
      </thead>
      <tbody>
        {rollout.groups.map((group) => (
          <Group key={group.group} group={group} />
        ))}
      </tbody>
    </table>
  );
}

function Group({ group: { strategy, requests, errors, hit_ratio, latency } }: { group: RolloutGroup }) {
  return (
    <tr>
      <th scope="row">{nameOfChoice('strategy', strategy)}</th>
      <td>{count(requests)}</td>
      <td>{hit_ratio === null ? '–' : percent(hit_ratio)}</td>
      <td>{count(errors)}</td>
      <td>{latency.p95_ms === null ? '–' : milliseconds(latency.p95_ms)}</td>
    </tr>
  );
}
