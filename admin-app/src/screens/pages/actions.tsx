/** What can be done with the pages that were chosen. */
import type { ListedPage } from '@dynamic-cache/contracts/pages';
import {
  Button,
  __experimentalHStack as HStack,
  __experimentalVStack as VStack,
} from '@wordpress/components';
import { useDispatch } from '@wordpress/data';
import type { Action, RenderModalProps } from '@wordpress/dataviews/wp';
import { __, _n, sprintf } from '@wordpress/i18n';
import { external, info, trash, update } from '@wordpress/icons';
import { ExplainPage } from '../../components/explain/ExplainPage.tsx';
import { count } from '../../components/format.ts';
import { pagesStore } from '../../store/pages.ts';

/** Addresses of pages; those of variants are the same. */
export const urlsOf = (pages: readonly ListedPage[]) => [...new Set(pages.map(({ url }) => url))];

export function actionsOf(warm: (urls: string[]) => void): Action<ListedPage>[] {
  return [
    {
      id: 'explain',
      label: __('Explain', 'ai-wp-dynamic-cache'),
      icon: info,
      isPrimary: true,
      modalHeader: __('What visitors get for this page, and why', 'ai-wp-dynamic-cache'),
      modalSize: 'large',
      RenderModal: ExplainFirst,
    },
    {
      id: 'warm',
      label: __('Warm', 'ai-wp-dynamic-cache'),
      icon: update,
      supportsBulk: true,
      callback: (items) => warm(urlsOf(items)),
    },
    {
      id: 'purge',
      label: __('Purge', 'ai-wp-dynamic-cache'),
      icon: trash,
      supportsBulk: true,
      modalHeader: __('Purge pages', 'ai-wp-dynamic-cache'),
      RenderModal: AskBeforePurge,
    },
    {
      id: 'open',
      label: __('Open', 'ai-wp-dynamic-cache'),
      icon: external,
      callback: ([page]) => {
        window.open(page?.url, '_blank', 'noopener');
      },
    },
  ];
}

function ExplainFirst({ items }: RenderModalProps<ListedPage>) {
  return <ExplainPage url={items[0]?.url ?? ''} />;
}

/** Cannot be undone, and costs each of them a render: asks once. */
function AskBeforePurge({ items, closeModal, onActionPerformed }: RenderModalProps<ListedPage>) {
  const { purge } = useDispatch(pagesStore);
  return (
    <VStack spacing={4}>
      <p>
        {items.length === 1
          ? /* translators: %s: title or address of a page */
            sprintf(
              __(
                '“%s” goes out of use, here and at the edge. The next visitor gets it rendered anew.',
                'ai-wp-dynamic-cache',
              ),
              items[0]?.title || items[0]?.url || '',
            )
          : /* translators: %s: number of pages */
            sprintf(
              _n(
                '%s page goes out of use, here and at the edge. Each is rendered anew when somebody asks for it.',
                '%s pages go out of use, here and at the edge. Each is rendered anew when somebody asks for it.',
                items.length,
                'ai-wp-dynamic-cache',
              ),
              count(items.length),
            )}
      </p>
      <HStack justify="end">
        <Button __next40pxDefaultSize variant="tertiary" onClick={() => closeModal?.()}>
          {__('Cancel', 'ai-wp-dynamic-cache')}
        </Button>
        <Button
          __next40pxDefaultSize
          variant="primary"
          onClick={() => {
            purge(urlsOf(items));
            onActionPerformed?.(items);
            closeModal?.();
          }}
        >
          {__('Purge', 'ai-wp-dynamic-cache')}
        </Button>
      </HStack>
    </VStack>
  );
}
