/** Suggestions, each with its reason and who made it. Nothing changes until a person applies one. */
import { useSelect } from '@wordpress/data';
import { useRef, useState } from '@wordpress/element';
import { advisorStore } from '../../store/advisor.ts';
import './advisor.scss';
import { LastApplied } from './LastApplied.tsx';
import { Part } from './Part.tsx';
import { Source } from './Source.tsx';
import { ORDER } from './words.ts';

export default function Advisor() {
  const [isAiOn, setAiOn] = useState(false);
  const supported = useSelect(
    (select) => select(advisorStore).getAdvice('tuning').value?.ai_supported ?? null,
    [],
  );
  // What was pressed is gone once it is done: who uses a keyboard is led to what came of it.
  const outcome = useRef<HTMLDivElement>(null);
  return (
    <div className="dynamic-cache-advisor">
      <Source isOn={isAiOn} isSupported={supported} choose={setAiOn} />
      <div ref={outcome} tabIndex={-1} className="dynamic-cache-advisor__outcome">
        <LastApplied then={() => outcome.current?.focus()} />
      </div>
      {ORDER.map((kind) => (
        <Part key={kind} kind={kind} isAiOn={isAiOn} then={() => outcome.current?.focus()} />
      ))}
    </div>
  );
}
