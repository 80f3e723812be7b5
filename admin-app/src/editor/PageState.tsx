/** What visitors get for the page, and the buttons. */
import type { ExplainAnswer } from '@dynamic-cache/contracts/page-actions';
import { Button, Flex } from '@wordpress/components';
import { dateI18n, getSettings } from '@wordpress/date';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { decision } from '../components/explain/Story.tsx';
import type { PageWork } from '../store/page.ts';
import { Explanation } from './Explanation.tsx';

type Props = { told: ExplainAnswer; busy: PageWork | null; onPurge: () => void; onWarm: () => void };

export function PageState({ told, busy, onPurge, onWarm }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p>{decision(told)}</p>
      {told.page !== null && <p>{details(told.page)}</p>}
      <Flex wrap justify="flex-start">
        <Action work="purge" busy={busy} onClick={onPurge}>
          {__('Purge this page', 'ai-wp-dynamic-cache')}
        </Action>
        <Action work="warm" busy={busy} onClick={onWarm}>
          {__('Warm this page', 'ai-wp-dynamic-cache')}
        </Action>
        <Button __next40pxDefaultSize variant="tertiary" onClick={() => setOpen(true)}>
          {__('Explain', 'ai-wp-dynamic-cache')}
        </Button>
      </Flex>
      {isOpen && <Explanation told={told} onClose={() => setOpen(false)} />}
    </>
  );
}

type ActionProps = { work: PageWork; busy: PageWork | null; onClick: () => void; children: string };

function Action({ work, busy, onClick, children }: ActionProps) {
  return (
    <Button
      __next40pxDefaultSize
      variant="secondary"
      isBusy={busy === work}
      disabled={busy !== null}
      accessibleWhenDisabled
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

function details(page: NonNullable<ExplainAnswer['page']>): string {
  const { formats } = getSettings();
  const stored = dateI18n(formats.datetime, page.stored_at * 1000);
  /* translators: 1: date and time, 2: number of tags */
  return sprintf(
    _n(
      'Stored on %1$s, with %2$d tag.',
      'Stored on %1$s, with %2$d tags.',
      page.tags.length,
      'ai-wp-dynamic-cache',
    ),
    stored,
    page.tags.length,
  );
}
