/** Every page that was rendered for the cache: what became of it, why, and what can be done about it. */
import { Button, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { DataViews, type View } from '@wordpress/dataviews/wp';
import { useEffect, useMemo, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { Reread } from '../../components/Reread.tsx';
import { pagesStore } from '../../store/pages.ts';
import { actionsOf } from './actions.tsx';
import { fieldsOf } from './fields.tsx';
import './pages.scss';
import { queryOf } from './query.ts';
import { useView } from './view.ts';
import { useWhenDone, Work } from './Work.tsx';

export default function Pages() {
  const [view, setView] = useView();
  const answer = useSelect((select) => {
    const pages = select(pagesStore);
    return { value: pages.getAnswer(), failure: pages.getFailure() };
  }, []);
  const query = useMemo(() => queryOf(view), [view]);
  const { look } = useDispatch(pagesStore);
  const retry = () => look(query);
  useEffect(() => {
    look(query);
  }, [look, query]);
  return (
    <div className="dynamic-cache-pages">
      <Asked answer={answer} retry={retry}>
        {(value) =>
          value.summary.statuses.length === 0 ? (
            <NothingYet retry={retry} />
          ) : (
            <Table view={view} setView={setView} lookAgain={retry} />
          )
        }
      </Asked>
    </div>
  );
}

type TableProps = { view: View; setView: (view: View) => void; lookAgain: () => void };

function Table({ view, setView, lookAgain }: TableProps) {
  const [selection, setSelection] = useState<string[]>([]);
  const { answer, isLoading } = useSelect((select) => {
    const pages = select(pagesStore);
    return { answer: pages.getAnswer(), isLoading: pages.isLoading() };
  }, []);
  const { warm } = useDispatch(pagesStore);
  useWhenDone(() => {
    setSelection([]);
    lookAgain();
  });
  const fields = useMemo(
    () => (answer === null ? [] : fieldsOf(answer.summary, Math.floor(Date.now() / 1000))),
    [answer],
  );
  const actions = useMemo(() => actionsOf(warm), [warm]);
  if (answer === null) return null;
  return (
    <>
      <Work />
      <Reread isLoading={isLoading}>
        <DataViews
          view={view}
          onChangeView={setView}
          fields={fields}
          actions={actions}
          data={answer.pages}
          paginationInfo={{
            totalItems: answer.total,
            totalPages: Math.max(1, Math.ceil(answer.total / answer.per_page)),
          }}
          defaultLayouts={LAYOUTS}
          selection={selection}
          onChangeSelection={setSelection}
          searchLabel={__('Search addresses and titles', 'ai-wp-dynamic-cache')}
          getItemId={({ id }) => id}
          empty={<p>{__('No page matches.', 'ai-wp-dynamic-cache')}</p>}
        />
      </Reread>
    </>
  );
}

const LAYOUTS = { table: {} };

function NothingYet({ retry }: { retry: () => void }) {
  return (
    <Notice status="info" isDismissible={false}>
      <p>
        {__(
          'No page has been rendered for the cache yet. Turn the cache on and visit the site without being logged in: each page is here a moment after its first visit.',
          'ai-wp-dynamic-cache',
        )}
      </p>
      <Button variant="secondary" onClick={retry}>
        {__('Look again', 'ai-wp-dynamic-cache')}
      </Button>
    </Notice>
  );
}
