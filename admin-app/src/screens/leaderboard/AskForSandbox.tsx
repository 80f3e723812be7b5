/** Puts a request into the queue. */
import { Button, SelectControl, TextareaControl, TextControl } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { lasting } from '../../components/format.ts';
import { leaderboardStore } from '../../store/leaderboard.ts';
import { SLOTS } from './Claim.tsx';
import type { Done } from './useDone.ts';

const PRIORITIES: readonly [number, () => string][] = [
  [1, () => __('1, when there is time', 'ai-wp-dynamic-cache')],
  [2, () => __('2', 'ai-wp-dynamic-cache')],
  [3, () => __('3, usual', 'ai-wp-dynamic-cache')],
  [4, () => __('4', 'ai-wp-dynamic-cache')],
  [5, () => __('5, urgent', 'ai-wp-dynamic-cache')],
];

const NOTHING = { task: '', context: '', priority: 3, minutes: 30 };

export function AskForSandbox({ then }: { then: Done }) {
  const [typed, setTyped] = useState(NOTHING);
  const busy = useSelect((select) => select(leaderboardStore).getBusy(), []);
  const { ask } = useDispatch(leaderboardStore);
  const { task, context, priority, minutes } = typed;
  const request = {
    priority_base: priority,
    estimated_minutes: minutes,
    ...(task.trim() === '' ? {} : { task_type: task.trim() }),
    ...(context.trim() === '' ? {} : { context: context.trim() }),
  };
  const send = async () => {
    if (await then(ask(request), __('The request is in the queue.', 'ai-wp-dynamic-cache')))
      setTyped(NOTHING);
  };
  return (
    <fieldset>
      <legend>{__('Ask for the sandbox', 'ai-wp-dynamic-cache')}</legend>
      <Fields typed={typed} change={setTyped} />
      <Button
        __next40pxDefaultSize
        variant="secondary"
        disabled={busy !== null}
        accessibleWhenDisabled
        onClick={send}
      >
        {__('Ask', 'ai-wp-dynamic-cache')}
      </Button>
    </fieldset>
  );
}

type FieldsProps = { typed: typeof NOTHING; change: (typed: typeof NOTHING) => void };

function Fields({ typed, change }: FieldsProps) {
  const common = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true } as const;
  return (
    <div className="dynamic-cache-leaderboard__fields">
      <TextControl
        {...common}
        label={__('Task', 'ai-wp-dynamic-cache')}
        maxLength={64}
        value={typed.task}
        onChange={(task) => change({ ...typed, task })}
      />
      <SelectControl
        {...common}
        label={__('Priority', 'ai-wp-dynamic-cache')}
        value={String(typed.priority)}
        options={PRIORITIES.map(([value, label]) => ({ value: String(value), label: label() }))}
        onChange={(value) => change({ ...typed, priority: Number(value) })}
      />
      <SelectControl
        {...common}
        label={__('Takes about', 'ai-wp-dynamic-cache')}
        value={String(typed.minutes)}
        options={SLOTS.map((slot) => ({ value: String(slot), label: lasting(slot * 60) }))}
        onChange={(value) => change({ ...typed, minutes: Number(value) })}
      />
      <TextareaControl
        __nextHasNoMarginBottom
        label={__('What it is about', 'ai-wp-dynamic-cache')}
        rows={2}
        maxLength={1000}
        value={typed.context}
        onChange={(context) => change({ ...typed, context })}
      />
    </div>
  );
}
