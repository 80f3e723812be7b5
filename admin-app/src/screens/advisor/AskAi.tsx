/** What would go to the provider, read before it goes, and the button that sends it. */
import type { AdviceKind, AdvicePreview, AdviceQuery } from '@dynamic-cache/contracts/advisor';
import { Button } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { advisorStore } from '../../store/advisor.ts';
import { Sent } from './Sent.tsx';
import { KINDS } from './words.ts';

type Props = { kind: AdviceKind; budget: Omit<AdviceQuery, 'source'> };

export function AskAi({ kind, budget }: Props) {
  const asking = useSelect((select) => select(advisorStore).getAdvice(kind).asking, [kind]);
  const { askAi } = useDispatch(advisorStore);
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="dynamic-cache-advisor__ask">
      <Preview kind={kind} budget={budget.budget} isOpen={isOpen} setOpen={setOpen} />
      <Button
        __next40pxDefaultSize
        variant="secondary"
        isBusy={asking === 'ai'}
        disabled={asking !== null}
        accessibleWhenDisabled
        onClick={() => {
          // From here on it is “What was sent”, beside the answer.
          setOpen(false);
          askAi(kind, budget);
        }}
        aria-label={sprintf(
          /* translators: %s: what the AI is asked about, such as "Tuning" */
          __('Ask the AI: %s', 'ai-wp-dynamic-cache'),
          KINDS[kind].title(),
        )}
      >
        {asking === 'ai'
          ? __('The AI is thinking…', 'ai-wp-dynamic-cache')
          : __('Ask the AI', 'ai-wp-dynamic-cache')}
      </Button>
    </div>
  );
}

type PreviewProps = {
  kind: AdviceKind;
  budget: number | undefined;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
};

/** Read anew each time that it is opened: figures move. */
function Preview({ kind, budget, isOpen, setOpen }: PreviewProps) {
  const answer = useSelect((select) => select(advisorStore).getPreview(kind), [kind]);
  const { preview } = useDispatch(advisorStore);
  const asked = budget === undefined ? {} : { budget };
  useEffect(() => {
    if (isOpen) preview(kind, budget === undefined ? {} : { budget });
  }, [isOpen, preview, kind, budget]);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{__('What would be sent', 'ai-wp-dynamic-cache')}</summary>
      {isOpen && (
        <Asked answer={answer} retry={() => preview(kind, asked)}>
          {({ sent }) => <WouldBeSent sent={sent} />}
        </Asked>
      )}
    </details>
  );
}

function WouldBeSent({ sent }: Pick<AdvicePreview, 'sent'>) {
  return sent === null ? (
    <p>{__('Nothing: there is nothing to ask about.', 'ai-wp-dynamic-cache')}</p>
  ) : (
    <Sent sent={sent} />
  );
}
