/** The shared samples page by page; sorted, searched and filtered here, because the Worker answers all of them at once. */
import type { SharedPageProfile } from '@dynamic-cache/contracts/loadtests';
import { Strategy } from '@dynamic-cache/contracts/settings';
import { DataViews, type Field, filterSortAndPaginate, type View } from '@wordpress/dataviews/wp';
import { useMemo, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { count, milliseconds, moment, percent, score } from '../../components/format.ts';
import { strategyName } from '../../components/strategies.ts';

type Cell = { item: SharedPageProfile };

const LAYOUTS = { table: {} };
const FIRST: View = {
  type: 'table',
  page: 1,
  perPage: 20,
  filters: [],
  search: '',
  sort: { field: 'avg_p95_latency_ms', direction: 'desc' },
  titleField: 'page_path',
  fields: ['strategy', 'avg_p95_latency_ms', 'avg_edge_hit_ratio', 'avg_score', 'sample_count'],
  layout: { density: 'balanced' },
};

export function PageTable({ pages }: { pages: SharedPageProfile[] }) {
  const [view, setView] = useState<View>(FIRST);
  const fields = useMemo(pageFields, []);
  const { data, paginationInfo } = useMemo(
    () => filterSortAndPaginate(pages, view, fields),
    [pages, view, fields],
  );
  return (
    // A card whose own child is a DataViews loses its padding, by core's styles.
    <div>
      <DataViews<SharedPageProfile>
        view={view}
        onChangeView={setView}
        fields={fields}
        data={data}
        paginationInfo={paginationInfo}
        defaultLayouts={LAYOUTS}
        searchLabel={__('Search pages', 'ai-wp-dynamic-cache')}
        getItemId={({ page_path, strategy }) => `${strategy} ${page_path}`}
        empty={<p>{__('No page matches.', 'ai-wp-dynamic-cache')}</p>}
      />
    </div>
  );
}

function pageFields(): Field<SharedPageProfile>[] {
  return [
    {
      id: 'page_path',
      label: __('Page', 'ai-wp-dynamic-cache'),
      enableGlobalSearch: true,
      enableHiding: false,
      filterBy: false,
      render: ({ item }: Cell) => <span dir="ltr">{item.page_path}</span>,
    },
    {
      id: 'strategy',
      label: __('Strategy', 'ai-wp-dynamic-cache'),
      elements: Strategy.options.map((value) => ({ value, label: strategyName(value) })),
      render: ({ item }: Cell) => <>{strategyName(item.strategy)}</>,
    },
    figureField('avg_p95_latency_ms', __('95 % are faster than', 'ai-wp-dynamic-cache'), milliseconds),
    figureField('avg_edge_hit_ratio', __('From the edge', 'ai-wp-dynamic-cache'), percent),
    figureField('avg_r2_hit_ratio', __('From R2', 'ai-wp-dynamic-cache'), percent),
    figureField('avg_score', __('Score', 'ai-wp-dynamic-cache'), score),
    figureField('pass_ratio', __('Passed', 'ai-wp-dynamic-cache'), percent),
    figureField('sample_count', __('Samples', 'ai-wp-dynamic-cache'), count),
    figureField('last_seen_at', __('Last seen', 'ai-wp-dynamic-cache'), moment),
  ];
}

type Figure = Exclude<keyof SharedPageProfile, 'page_path' | 'strategy'>;

function figureField(id: Figure, label: string, spoken: (value: number) => string): Field<SharedPageProfile> {
  return {
    id,
    label,
    type: 'number',
    filterBy: false,
    getValue: ({ item }: Cell) => item[id] ?? -1,
    render: ({ item }: Cell) => <>{item[id] === null ? '–' : spoken(item[id])}</>,
  };
}
