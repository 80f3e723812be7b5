/** One check with everything that it saw: what differs, what the page depends on, what happened before. */
import type { ProofCheck } from '@dynamic-cache/contracts/proof';
import { Button, Card, CardBody, CardHeader } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { Asked } from '../../components/Asked.tsx';
import { moment } from '../../components/format.ts';
import { goTo } from '../../navigation.ts';
import { proofStore } from '../../store/proof.ts';
import { pathOf } from './address.ts';
import { Difference } from './Difference.tsx';
import { useCheck } from './useCheck.ts';
import { MODES, OUTCOMES } from './words.ts';

type Props = { id: number; then: () => void };

export function Evidence({ id, then }: Props) {
  const answer = useSelect((select) => select(proofStore).getCheck(id), [id]);
  const { lookAt } = useDispatch(proofStore);
  const heading = useRef<HTMLHeadingElement>(null);
  // It opens above the list: who uses a keyboard is led there.
  useEffect(() => heading.current?.focus(), []);
  return (
    <Card>
      <CardHeader>
        <h2 ref={heading} tabIndex={-1}>
          {answer.value === null ? __('One check', 'ai-wp-dynamic-cache') : headline(answer.value)}
        </h2>
        <Button variant="tertiary" onClick={() => goTo('proof')}>
          {__('Close', 'ai-wp-dynamic-cache')}
        </Button>
      </CardHeader>
      <CardBody className="dynamic-cache-proof__part">
        <Asked answer={answer} retry={() => lookAt(id)}>
          {(check) => <Seen check={check} then={then} />}
        </Asked>
      </CardBody>
    </Card>
  );
}

function headline({ url, outcome }: ProofCheck): string {
  /* translators: 1: path of a page, 2: what came of the check, such as "Different" */
  return sprintf(__('%1$s: %2$s', 'ai-wp-dynamic-cache'), pathOf(url), OUTCOMES[outcome]());
}

function Seen({ check, then }: { check: ProofCheck; then: () => void }) {
  const { means, detail, tags, changes } = check;
  return (
    <>
      <p>{means}</p>
      {detail !== '' && <p dir="auto">{detail}</p>}
      <Difference check={check} />
      <Facts check={check} />
      {changes.length > 0 && (
        <div>
          <h3>{__('What happened last on the site', 'ai-wp-dynamic-cache')}</h3>
          <ul className="dynamic-cache-proof__changes">
            {changes.map(({ at, sentence }) => (
              <li key={`${at} ${sentence}`}>
                {sentence} <time dateTime={new Date(at * 1000).toISOString()}>{moment(at)}</time>
              </li>
            ))}
          </ul>
        </div>
      )}
      {tags.length > 0 && (
        <details>
          <summary>{__('What the page depends on', 'ai-wp-dynamic-cache')}</summary>
          <p className="dynamic-cache-proof__tags" dir="ltr">
            {tags.map((tag) => (
              <code key={tag}>{tag}</code>
            ))}
          </p>
        </details>
      )}
      <Again check={check} then={then} />
    </>
  );
}

function Facts({ check: { mode, variant, asked_at, checked_at, stored_at } }: { check: ProofCheck }) {
  const time = (at: number) => (at === 0 ? '–' : moment(at));
  const facts: [string, string][] = [
    [__('Why it was checked', 'ai-wp-dynamic-cache'), MODES[mode]()],
    [__('Asked for', 'ai-wp-dynamic-cache'), time(asked_at)],
    [__('Checked', 'ai-wp-dynamic-cache'), time(checked_at)],
    [__('Stored since', 'ai-wp-dynamic-cache'), time(stored_at)],
    ...(variant === '' ? [] : [[__('Variant', 'ai-wp-dynamic-cache'), variant] satisfies [string, string]]),
  ];
  return (
    <dl className="dynamic-cache-proof__facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Again({ check: { url, variant, outcome }, then }: { check: ProofCheck; then: () => void }) {
  const isBusy = useSelect((select) => select(proofStore).getBusy() !== null, []);
  const check = useCheck(then);
  return (
    <div className="dynamic-cache-proof__acts">
      {variant === '' && (
        <Button
          __next40pxDefaultSize
          variant="secondary"
          isBusy={isBusy}
          disabled={isBusy}
          accessibleWhenDisabled
          onClick={() => check(url)}
        >
          {__('Check again', 'ai-wp-dynamic-cache')}
        </Button>
      )}
      {(outcome === 'volatile' || outcome === 'different') && (
        <Button
          __next40pxDefaultSize
          variant="tertiary"
          onClick={() => goTo('settings', { section: 'not-cached' })}
        >
          {__('Keep the page out of the cache', 'ai-wp-dynamic-cache')}
        </Button>
      )}
    </div>
  );
}
