/** What can be done about the connection; what ends something asks first. */
import type { SiteStatus } from '@dynamic-cache/contracts/plugin-api';
import { Button, __experimentalConfirmDialog as ConfirmDialog, Flex } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { store as notices } from '@wordpress/notices';
import { goTo } from '../../navigation.ts';
import { siteStore } from '../../store/site.ts';

type Props = { edge: SiteStatus['edge']; canDisconnect: boolean };
type Question = 'reconnect' | 'disconnect';

export function Actions({ edge, canDisconnect }: Props) {
  const [asking, setAsking] = useState<Question | null>(null);
  const { busy, replaceKey, reconnect, disconnect } = useEdgeWork();
  const button = { __next40pxDefaultSize: true, variant: 'secondary', accessibleWhenDisabled: true } as const;
  const isBusy = busy !== null;
  if (edge.state === 'off') {
    return canDisconnect ? (
      <Button {...button} variant="primary" onClick={() => goTo('settings', { setting: 'edge.url' })}>
        {__('Connect a Worker', 'ai-wp-dynamic-cache')}
      </Button>
    ) : null;
  }
  return (
    <>
      <Flex justify="flex-start" wrap>
        {edge.state === 'active' && (
          <Button {...button} disabled={isBusy} onClick={replaceKey}>
            {__('Replace the key', 'ai-wp-dynamic-cache')}
          </Button>
        )}
        <Button {...button} disabled={isBusy} onClick={() => setAsking('reconnect')}>
          {__('Connect again', 'ai-wp-dynamic-cache')}
        </Button>
        {canDisconnect && (
          <Button {...button} isDestructive disabled={isBusy} onClick={() => setAsking('disconnect')}>
            {__('Disconnect', 'ai-wp-dynamic-cache')}
          </Button>
        )}
      </Flex>
      <Sure asking={asking} close={() => setAsking(null)} acts={{ reconnect, disconnect }} />
    </>
  );
}

type SureProps = {
  asking: Question | null;
  close: () => void;
  acts: Readonly<Record<Question, () => void>>;
};

function Sure({ asking, close, acts }: SureProps) {
  const isReconnect = asking === 'reconnect';
  return (
    <ConfirmDialog
      isOpen={asking !== null}
      confirmButtonText={
        isReconnect ? __('Connect again', 'ai-wp-dynamic-cache') : __('Disconnect', 'ai-wp-dynamic-cache')
      }
      onConfirm={() => {
        close();
        if (asking !== null) acts[asking]();
      }}
      onCancel={close}
    >
      {isReconnect
        ? __(
            'The Worker checks this site anew and gives it another key, also where the former one was lost. The edge starts with an empty cache.',
            'ai-wp-dynamic-cache',
          )
        : __(
            'The Worker deletes everything that it has of this site. Visitors get their pages from this host; you can connect again at any time.',
            'ai-wp-dynamic-cache',
          )}
    </ConfirmDialog>
  );
}

function useEdgeWork() {
  const busy = useSelect((select) => select(siteStore).getBusy(), []);
  const { repair, saveFix } = useDispatch(siteStore);
  const { createSuccessNotice } = useDispatch(notices);
  const then = async (done: Promise<boolean>, said: string) => {
    if (await done) createSuccessNotice(said, { type: 'snackbar' });
  };
  return {
    busy,
    replaceKey: () =>
      then(repair('edge-key'), __('Site and Worker share another key now.', 'ai-wp-dynamic-cache')),
    reconnect: () => then(repair('edge'), __('The site registers again.', 'ai-wp-dynamic-cache')),
    disconnect: () =>
      then(
        saveFix({ edge: { enabled: false } }, false),
        __('The edge is disconnected.', 'ai-wp-dynamic-cache'),
      ),
  };
}
