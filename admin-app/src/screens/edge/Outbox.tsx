/** What waits to be told: each message with its error and its next try, and what can be done with it. */
import type { OutboxMessage } from '@dynamic-cache/contracts/outbox';
import { Button, Card, CardBody, CardHeader } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { DataViews, type View } from '@wordpress/dataviews/wp';
import { useEffect, useMemo, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';
import { Asked } from '../../components/Asked.tsx';
import { count } from '../../components/format.ts';
import { Reread } from '../../components/Reread.tsx';
import { type OutboxDone, outboxStore } from '../../store/outbox.ts';
import { siteStore } from '../../store/site.ts';
import { outboxActions } from './actions.tsx';
import { outboxFields } from './fields.tsx';

const LAYOUTS = { table: {} };
const FIRST: View = {
  type: 'table',
  page: 1,
  perPage: 20,
  filters: [],
  search: '',
  titleField: 'sentence',
  fields: ['to', 'at', 'tries', 'error', 'next_try'],
  layout: { density: 'balanced', styles: { tries: { align: 'end' }, error: { minWidth: '260px' } } },
};

export function Outbox() {
  const [view, setView] = useState<View>(FIRST);
  const { look, change } = useDispatch(outboxStore);
  const { answer, isBusy } = useSelect((select) => {
    const outbox = select(outboxStore);
    return {
      answer: { value: outbox.getAnswer(), failure: outbox.getFailure() },
      isBusy: outbox.isBusy(),
    };
  }, []);
  const { page = 1, perPage = 20 } = view;
  useEffect(() => {
    look(page, perPage);
  }, [look, page, perPage]);
  useWhenDone(() => look(page, perPage));
  const waits = (answer.value?.total ?? 0) > 0;
  return (
    <Card>
      <CardHeader>
        <h2>{__('Outbox', 'ai-wp-dynamic-cache')}</h2>
        {waits && (
          <Button
            __next40pxDefaultSize
            variant="secondary"
            isBusy={isBusy}
            disabled={isBusy}
            accessibleWhenDisabled
            onClick={() => change('retry')}
          >
            {__('Try all now', 'ai-wp-dynamic-cache')}
          </Button>
        )}
      </CardHeader>
      <CardBody>
        <Asked
          answer={answer}
          retry={() => look(page, perPage)}
          isEmpty={({ total }) => total === 0}
          empty={<p>{__('Nothing waits: everybody has been told of every purge.', 'ai-wp-dynamic-cache')}</p>}
        >
          {() => <Table view={view} setView={setView} />}
        </Asked>
      </CardBody>
    </Card>
  );
}

function Table({ view, setView }: { view: View; setView: (view: View) => void }) {
  const [selection, setSelection] = useState<string[]>([]);
  const { answer, isLoading } = useSelect((select) => {
    const outbox = select(outboxStore);
    return { answer: outbox.getAnswer(), isLoading: outbox.isLoading() };
  }, []);
  const { change } = useDispatch(outboxStore);
  const fields = useMemo(() => outboxFields(Math.floor(Date.now() / 1000)), [answer]);
  const actions = useMemo(() => outboxActions(change), [change]);
  if (answer === null) return null;
  return (
    <Reread isLoading={isLoading}>
      <DataViews<OutboxMessage>
        view={view}
        onChangeView={setView}
        fields={fields}
        actions={actions}
        data={answer.messages}
        search={false}
        paginationInfo={{
          totalItems: answer.total,
          totalPages: Math.max(1, Math.ceil(answer.total / answer.per_page)),
        }}
        defaultLayouts={LAYOUTS}
        selection={selection}
        onChangeSelection={setSelection}
        getItemId={({ id }) => String(id)}
      />
    </Reread>
  );
}

/** Says what came of it, and reads both the list and the state again. */
function useWhenDone(then: () => void): void {
  const done = useSelect((select) => select(outboxStore).getDone(), []);
  const { createSuccessNotice, createWarningNotice } = useDispatch(notices);
  const { refresh } = useDispatch(siteStore);
  const announced = useRef(done);
  const after = useRef(then);
  after.current = then;
  useEffect(() => {
    if (done === null || done === announced.current) return;
    announced.current = done;
    const say = done.did === 'retry' && done.came.waiting > 0 ? createWarningNotice : createSuccessNotice;
    say(said(done), { type: 'snackbar' });
    after.current();
    refresh();
  }, [done, createSuccessNotice, createWarningNotice, refresh]);
}

export function said({ did, came: { done, waiting } }: OutboxDone): string {
  if (did === 'drop') {
    /* translators: %s: a number */
    return sprintf(
      _n('%s message was dropped.', '%s messages were dropped.', done, 'ai-wp-dynamic-cache'),
      count(done),
    );
  }
  const delivered = sprintf(
    /* translators: %s: a number */
    _n('%s message was delivered.', '%s messages were delivered.', done, 'ai-wp-dynamic-cache'),
    count(done),
  );
  if (waiting === 0) return delivered;
  /* translators: %s: a number */
  return `${delivered} ${sprintf(_n('%s still waits.', '%s still wait.', waiting, 'ai-wp-dynamic-cache'), count(waiting))}`;
}
