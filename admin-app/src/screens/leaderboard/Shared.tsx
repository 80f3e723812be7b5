/** Averages of the shared samples: the strategies in their order, then page by page. */
import type { LeaderboardQuery } from '@dynamic-cache/contracts/leaderboard';
import { Strategy } from '@dynamic-cache/contracts/settings';
import { Card, CardBody, CardHeader, SelectControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { strategyName } from '../../components/strategies.ts';
import { leaderboardStore } from '../../store/leaderboard.ts';
import { NoSamples } from './NoSamples.tsx';
import { PageTable } from './PageTable.tsx';
import { Strategies } from './Strategies.tsx';

export function Shared() {
  const [query, setQuery] = useState<LeaderboardQuery>({});
  const answer = useSelect((select) => select(leaderboardStore).getShared(), []);
  const { lookAtShared } = useDispatch(leaderboardStore);
  useEffect(() => {
    lookAtShared(query);
  }, [lookAtShared, query]);
  const isFiltered = query.strategy !== undefined;
  return (
    <Card>
      <CardHeader>
        <h2>{__('What testers have measured', 'ai-wp-dynamic-cache')}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-leaderboard__part">
        <Filters query={query} change={setQuery} />
        <Asked
          answer={answer}
          retry={() => lookAtShared(query)}
          isEmpty={({ strategy_leaderboard }) => strategy_leaderboard.length === 0}
          empty={isFiltered ? <p>{__('No sample matches.', 'ai-wp-dynamic-cache')}</p> : <NoSamples />}
        >
          {({ strategy_leaderboard, shared_page_profiles }) => (
            <>
              <Strategies entries={strategy_leaderboard} />
              <h3>{__('Page by page', 'ai-wp-dynamic-cache')}</h3>
              <PageTable pages={shared_page_profiles} />
            </>
          )}
        </Asked>
      </CardBody>
    </Card>
  );
}

type FiltersProps = { query: LeaderboardQuery; change: (query: LeaderboardQuery) => void };

function Filters({ query, change }: FiltersProps) {
  const common = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true } as const;
  const strategies = Strategy.options.map((value) => ({ value, label: strategyName(value) }));
  return (
    <div className="dynamic-cache-leaderboard__fields">
      <SelectControl
        {...common}
        label={__('Strategy', 'ai-wp-dynamic-cache')}
        value={query.strategy ?? ''}
        options={[{ value: '', label: __('All', 'ai-wp-dynamic-cache') }, ...strategies]}
        onChange={(value) => {
          const { strategy: _, ...rest } = query;
          const chosen = Strategy.safeParse(value);
          change(chosen.success ? { ...rest, strategy: chosen.data } : rest);
        }}
      />
      <SelectControl
        {...common}
        label={__('Samples', 'ai-wp-dynamic-cache')}
        value={query.samples ?? 'passing'}
        options={[
          { value: 'passing', label: __('That passed all gates', 'ai-wp-dynamic-cache') },
          { value: 'all', label: __('All of them', 'ai-wp-dynamic-cache') },
        ]}
        onChange={(value) => change({ ...query, samples: value === 'all' ? 'all' : 'passing' })}
      />
    </div>
  );
}
