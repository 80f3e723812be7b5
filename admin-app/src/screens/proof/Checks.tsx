/** The list of checks, the newest first. */
import type { ProofAnswer, ProofCheck } from '@dynamic-cache/contracts/proof';
import { useSelect } from '@wordpress/data';
import { type Action, DataViews, type RenderModalProps, type View } from '@wordpress/dataviews/wp';
import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { external, info, search, update } from '@wordpress/icons';
import { ExplainPage } from '../../components/explain/ExplainPage.tsx';
import { Reread } from '../../components/Reread.tsx';
import { goTo } from '../../navigation.ts';
import { proofStore } from '../../store/proof.ts';
import { fieldsOf } from './fields.tsx';
import { useCheck } from './useCheck.ts';

type Props = { answer: ProofAnswer; view: View; setView: (view: View) => void; then: () => void };

export function Checks({ answer, view, setView, then }: Props) {
  const isLoading = useSelect((select) => select(proofStore).isLoading(), []);
  const check = useCheck(then);
  const fields = useMemo(() => fieldsOf(Math.floor(Date.now() / 1000)), []);
  return (
    <div className="dynamic-cache-proof__list">
      <Reread isLoading={isLoading}>
        <DataViews
          view={view}
          onChangeView={setView}
          fields={fields}
          actions={actionsOf(check)}
          data={answer.checks}
          paginationInfo={{
            totalItems: answer.total,
            totalPages: Math.max(1, Math.ceil(answer.total / answer.per_page)),
          }}
          defaultLayouts={LAYOUTS}
          search={false}
          getItemId={({ id }) => String(id)}
          onClickItem={show}
          isItemClickable={() => true}
          empty={<p>{__('No check has come to this.', 'ai-wp-dynamic-cache')}</p>}
        />
      </Reread>
    </div>
  );
}

const LAYOUTS = { table: {} };

const show = ({ id }: ProofCheck) => goTo('proof', { check: String(id) });

function actionsOf(check: (url: string) => void): Action<ProofCheck>[] {
  return [
    {
      id: 'show',
      label: __('Show what was seen', 'ai-wp-dynamic-cache'),
      icon: search,
      isPrimary: true,
      callback: ([one]) => {
        if (one !== undefined) show(one);
      },
    },
    {
      id: 'again',
      label: __('Check again', 'ai-wp-dynamic-cache'),
      icon: update,
      // The site checks the usual page of an address.
      isEligible: ({ variant }) => variant === '',
      callback: ([one]) => {
        if (one !== undefined) check(one.url);
      },
    },
    {
      id: 'explain',
      label: __('Explain', 'ai-wp-dynamic-cache'),
      icon: info,
      modalHeader: __('What visitors get for this page, and why', 'ai-wp-dynamic-cache'),
      modalSize: 'large',
      RenderModal: ExplainFirst,
    },
    {
      id: 'open',
      label: __('Open', 'ai-wp-dynamic-cache'),
      icon: external,
      callback: ([one]) => {
        window.open(one?.url, '_blank', 'noopener');
      },
    },
  ];
}

function ExplainFirst({ items }: RenderModalProps<ProofCheck>) {
  return <ExplainPage url={items[0]?.url ?? ''} />;
}
