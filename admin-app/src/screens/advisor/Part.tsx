/** One question with its answer: the suggestions, who made them, and what can be done with them. */
import type { AdviceAnswer, AdviceKind } from '@dynamic-cache/contracts/advisor';
import { Card, CardBody, CardHeader } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useMemo, useState } from '@wordpress/element';
import { Asked } from '../../components/Asked.tsx';
import { advisorStore } from '../../store/advisor.ts';
import { AskAi } from './AskAi.tsx';
import { Budget } from './Budget.tsx';
import { Measure } from './Measure.tsx';
import { Suggestions } from './Suggestions.tsx';
import { Told } from './Told.tsx';
import { WarmThem } from './WarmThem.tsx';
import { KINDS } from './words.ts';

/** The plugin's own default: Advisor/Facts.php. */
const SECONDS = 20;

type Props = {
  kind: AdviceKind;
  isAiOn: boolean;
  /** After something was applied. */
  then: () => void;
};

export function Part({ kind, isAiOn, then }: Props) {
  const [seconds, setSeconds] = useState(SECONDS);
  const { value, failure, asking } = useSelect((select) => select(advisorStore).getAdvice(kind), [kind]);
  const { look } = useDispatch(advisorStore);
  const budget = useMemo(() => (kind === 'preload' ? { budget: seconds } : {}), [kind, seconds]);
  // Also when the AI is no longer wanted: what it has said goes.
  useEffect(() => {
    if (!isAiOn) look(kind, budget);
  }, [isAiOn, look, kind, budget]);
  const choose = (chosen: number) => {
    setSeconds(chosen);
    if (isAiOn) look(kind, { budget: chosen });
  };
  return (
    <Card>
      <CardHeader>
        <h2>{KINDS[kind].title()}</h2>
      </CardHeader>
      <CardBody className="dynamic-cache-advisor__part" aria-busy={asking !== null}>
        <p>{KINDS[kind].intro()}</p>
        {kind === 'preload' && <Budget seconds={seconds} choose={choose} />}
        {isAiOn && <AskAi kind={kind} budget={budget} />}
        <Asked answer={{ value, failure }} retry={() => look(kind, budget)}>
          {(answer) => (
            <>
              <Told answer={answer} lookAtRules={() => look(kind, budget)} />
              <Answer answer={answer} then={then} again={() => look(kind, budget)} />
            </>
          )}
        </Asked>
      </CardBody>
    </Card>
  );
}

type AnswerProps = { answer: AdviceAnswer; then: () => void; again: () => void };

function Answer({ answer, then, again }: AnswerProps) {
  const { kind, suggestions } = answer;
  return (
    <>
      {suggestions.length === 0 ? <p>{KINDS[kind].empty()}</p> : <Suggestions answer={answer} then={then} />}
      {kind === 'preload' && answer.can_warm && suggestions.length > 0 && (
        <WarmThem urls={suggestions.map(({ subject }) => subject)} then={again} />
      )}
      {kind === 'benchmark' && <Measure isMeasured={suggestions.length > 0} />}
    </>
  );
}
