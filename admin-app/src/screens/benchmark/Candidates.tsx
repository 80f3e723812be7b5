/** The candidates side by side: what each part gave to the score, and the figures behind it. */
import { Metrics } from '@dynamic-cache/contracts/benchmark';
import { WEIGHTS } from '@dynamic-cache/contracts/scoring/score';
import type { MeasuredCandidate } from '@dynamic-cache/contracts/site-benchmark';
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { count, percent, score as spokenScore } from '../../components/format.ts';
import { Scrolled } from '../../components/Scrolled.tsx';
import { strategyName } from '../../components/strategies.ts';
import { type Judgement, PARTS, type Scored } from './judgement.ts';
import { figure, PART_NAMES } from './words.ts';

export function Candidates({ judgement: { rows, incomplete } }: { judgement: Judgement }) {
  if (rows.length === 0 && incomplete.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <h2>{__('Candidates side by side', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-benchmark__candidates">
        {rows.length > 0 && <Contributions rows={rows} />}
        {rows.length > 0 && <FiguresTable rows={rows} />}
        {incomplete.map((one) => (
          <p key={one.strategy}>{measuredSoFar(one)}</p>
        ))}
      </CardBody>
    </Card>
  );
}

function measuredSoFar({ strategy, trouble, samples: { cold, warm, purge } }: MeasuredCandidate): string {
  if (trouble !== null) {
    return sprintf(
      /* translators: 1: name of a strategy, 2: why, 3: what to do */
      __('%1$s was not measured. %2$s %3$s', 'ai-wp-dynamic-cache'),
      strategyName(strategy),
      trouble.means,
      trouble.fix,
    );
  }
  return sprintf(
    /* translators: 1: name of a strategy, 2: “3 renders”, 3: “20 visits”, 4: “5 purges” */
    __(
      '%1$s was measured in part: %2$s, %3$s, %4$s. It is not scored, because nothing takes the place of a figure that is missing.',
      'ai-wp-dynamic-cache',
    ),
    strategyName(strategy),
    /* translators: %s: a number */
    sprintf(_n('%s render', '%s renders', cold, 'ai-wp-dynamic-cache'), count(cold)),
    /* translators: %s: a number */
    sprintf(_n('%s visit', '%s visits', warm, 'ai-wp-dynamic-cache'), count(warm)),
    /* translators: %s: a number */
    sprintf(_n('%s purge', '%s purges', purge, 'ai-wp-dynamic-cache'), count(purge)),
  );
}

function Contributions({ rows }: { rows: readonly Scored[] }) {
  return (
    <Scrolled label={__('What each part gave to the score', 'ai-wp-dynamic-cache')}>
      <table className="widefat striped">
        <caption>{__('What each part gave to the score', 'ai-wp-dynamic-cache')}</caption>
        <thead>
          <tr>
            <th scope="col">{__('Strategy', 'ai-wp-dynamic-cache')}</th>
            {PARTS.map((part) => (
              <th key={part} scope="col">
                {PART_NAMES[part]()}{' '}
                <small>
                  {/* translators: %s: a percentage */}
                  {sprintf(__('counts %s', 'ai-wp-dynamic-cache'), percent(WEIGHTS[part]))}
                </small>
              </th>
            ))}
            <th scope="col">{__('From testers', 'ai-wp-dynamic-cache')}</th>
            <th scope="col">{__('Score', 'ai-wp-dynamic-cache')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Contribution key={row.strategy} row={row} />
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function Contribution({ row: { strategy, given, bonus, score } }: { row: Scored }) {
  return (
    <tr>
      <th scope="row">{strategyName(strategy)}</th>
      {PARTS.map((part) => (
        <td key={part}>
          <span className="dynamic-cache-share" aria-hidden="true">
            <span style={{ inlineSize: `${(100 * given[part]) / WEIGHTS[part]}%` }} />
          </span>
          {spokenScore(given[part])}
        </td>
      ))}
      <td>{spokenScore(bonus)}</td>
      <td>
        {score === null ? __('A gate failed', 'ai-wp-dynamic-cache') : <strong>{spokenScore(score)}</strong>}
      </td>
    </tr>
  );
}

/** In the order of the contract; a figure that none of them has is left out. */
function FiguresTable({ rows }: { rows: readonly Scored[] }) {
  const names = Metrics.keyof().options.filter((name) => rows.some(({ metrics }) => metrics[name] != null));
  return (
    <Scrolled label={__('What was measured', 'ai-wp-dynamic-cache')}>
      <table className="widefat striped">
        <caption>{__('What was measured', 'ai-wp-dynamic-cache')}</caption>
        <thead>
          <tr>
            <th scope="col">{__('Figure', 'ai-wp-dynamic-cache')}</th>
            {rows.map(({ strategy }) => (
              <th key={strategy} scope="col">
                {strategyName(strategy)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{figure(name).name()}</th>
              {rows.map(({ strategy, metrics }) => (
                <td key={strategy}>{metrics[name] == null ? '–' : figure(name).spoken(metrics[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
