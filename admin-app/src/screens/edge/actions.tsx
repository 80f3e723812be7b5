/** What can be done with messages that wait. */
import type { OutboxChange, OutboxMessage } from '@dynamic-cache/contracts/outbox';
import {
  Button,
  __experimentalHStack as HStack,
  __experimentalVStack as VStack,
} from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import type { Action, RenderModalProps } from '@wordpress/dataviews/wp';
import { __, _n, sprintf } from '@wordpress/i18n';
import { trash, update } from '@wordpress/icons';
import { count } from '../../components/format.ts';
import { outboxStore } from '../../store/outbox.ts';

type Change = (did: OutboxChange['do'], ids?: number[]) => void;

const idsOf = (messages: readonly OutboxMessage[]) => messages.map(({ id }) => id);

export function outboxActions(change: Change): Action<OutboxMessage>[] {
  return [
    {
      id: 'retry',
      label: __('Try now', 'ai-wp-dynamic-cache'),
      icon: update,
      isPrimary: true,
      supportsBulk: true,
      callback: (items) => change('retry', idsOf(items)),
    },
    {
      id: 'drop',
      label: __('Drop', 'ai-wp-dynamic-cache'),
      icon: trash,
      supportsBulk: true,
      modalHeader: __('Drop messages', 'ai-wp-dynamic-cache'),
      RenderModal: AskBeforeDrop,
    },
  ];
}

/** Cannot be undone: asks once, and says what it means. */
function AskBeforeDrop({ items, closeModal, onActionPerformed }: RenderModalProps<OutboxMessage>) {
  const { change } = useDispatch(outboxStore);
  return (
    <VStack spacing={4}>
      <p>
        {
          /* translators: %s: a number */
          sprintf(
            _n(
              '%s message is thrown away. Who should have heard of it shows the old pages until their time is over, or until you purge everything.',
              '%s messages are thrown away. Who should have heard of them shows the old pages until their time is over, or until you purge everything.',
              items.length,
              'ai-wp-dynamic-cache',
            ),
            count(items.length),
          )
        }
      </p>
      <HStack justify="end">
        <Button __next40pxDefaultSize variant="tertiary" onClick={() => closeModal?.()}>
          {__('Cancel', 'ai-wp-dynamic-cache')}
        </Button>
        <Button
          __next40pxDefaultSize
          variant="primary"
          isDestructive
          onClick={() => {
            change('drop', idsOf(items));
            onActionPerformed?.(items);
            closeModal?.();
          }}
        >
          {__('Drop', 'ai-wp-dynamic-cache')}
        </Button>
      </HStack>
    </VStack>
  );
}
