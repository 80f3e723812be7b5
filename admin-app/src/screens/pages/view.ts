/** What the table shows and how, and the part of it that each person keeps: columns, order, rows at a time. */
import { useDispatch, useSelect } from '@wordpress/data';
import type { View } from '@wordpress/dataviews/wp';
import { useEffect, useState } from '@wordpress/element';
import { type KeptView, keptViewStore } from '../../store/kept-view.ts';

const COLUMNS = ['status', 'stored_at', 'expires_at', 'tags', 'bytes', 'hits'];

export const DEFAULT: View = {
  type: 'table',
  search: '',
  filters: [],
  page: 1,
  perPage: 20,
  titleField: 'title',
  fields: COLUMNS,
  sort: { field: 'seen_at', direction: 'desc' },
  layout: {
    density: 'balanced',
    styles: { tags: { align: 'end' }, bytes: { align: 'end' }, hits: { align: 'end' } },
  },
};

/** The view, and what changes it. What the person keeps is in it as soon as it is known. */
export function useView(): [View, (view: View) => void] {
  const kept = useSelect((select) => select(keptViewStore).getKept(), []);
  const { keep } = useDispatch(keptViewStore);
  const [view, setView] = useState<View>(() => withKept(DEFAULT, kept));
  useEffect(() => setView((now) => withKept(now, kept)), [kept]);
  return [
    view,
    (next) => {
      setView(next);
      const worth = worthKeeping(next);
      if (JSON.stringify(worth) !== JSON.stringify(worthKeeping(view))) keep(worth);
    },
  ];
}

export function worthKeeping({ fields = COLUMNS, perPage = 20, sort }: View): KeptView {
  return {
    fields: [...fields],
    per_page: perPage,
    orderby: sort?.field ?? 'seen_at',
    order: sort?.direction ?? 'desc',
  };
}

export function withKept(view: View, kept: KeptView | null): View {
  if (kept === null) return view;
  return {
    ...view,
    fields: kept.fields,
    perPage: kept.per_page,
    sort: { field: kept.orderby, direction: kept.order },
  };
}
