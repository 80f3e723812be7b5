/** Asks the site about one address, and tells the story of the answer. */
import { useDispatch, useSelect } from '@wordpress/data';
import { useCallback, useEffect } from '@wordpress/element';
import { explanationStore } from '../../store/explanation.ts';
import { Asked } from '../Asked.tsx';
import { Story } from './Story.tsx';

export function ExplainPage({ url }: { url: string }) {
  const { told, failure } = useSelect((select) => {
    const explanation = select(explanationStore);
    return { told: explanation.getTold(), failure: explanation.getFailure() };
  }, []);
  const { explain } = useDispatch(explanationStore);
  const ask = useCallback(() => {
    explain(url);
  }, [explain, url]);
  useEffect(ask, [ask]);
  return (
    <Asked answer={{ value: told, failure }} retry={ask}>
      {(value) => <Story told={value} />}
    </Asked>
  );
}
