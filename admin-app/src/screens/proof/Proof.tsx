/** The evidence of the cache that checks itself: what was compared, what differed, and a check now. */
import { useDispatch, useSelect } from '@wordpress/data';
import type { View } from '@wordpress/dataviews/wp';
import { useCallback, useEffect, useMemo, useState } from '@wordpress/element';
import { Asked } from '../../components/Asked.tsx';
import { useParameter } from '../../navigation.ts';
import { proofStore } from '../../store/proof.ts';
import { Checks } from './Checks.tsx';
import { Evidence } from './Evidence.tsx';
import { NothingYet } from './NothingYet.tsx';
import './proof.scss';
import { queryOf, viewOf } from './view.ts';
import { Week } from './Week.tsx';

export default function Proof() {
  const outcome = useParameter('outcome');
  const shown = Number(useParameter('check'));
  const [view, setView] = useState<View>(() => viewOf(outcome));
  // An address without an outcome, such as that of one check, leaves the list as the person has it.
  useEffect(() => {
    if (outcome !== '') setView(viewOf(outcome));
  }, [outcome]);
  const query = useMemo(() => queryOf(view), [view]);
  const list = useSelect((select) => select(proofStore).getList(), []);
  const { look } = useDispatch(proofStore);
  const again = useCallback(() => look(query), [look, query]);
  useEffect(() => {
    again();
  }, [again]);
  return (
    <div className="dynamic-cache-proof">
      <Asked answer={list} retry={again}>
        {(answer) => (
          <>
            <Week answer={answer} then={again} />
            {Number.isInteger(shown) && shown > 0 && <Evidence key={shown} id={shown} then={again} />}
            {answer.total === 0 && query.outcome === undefined ? (
              <NothingYet />
            ) : (
              <Checks answer={answer} view={view} setView={setView} then={again} />
            )}
          </>
        )}
      </Asked>
    </div>
  );
}
