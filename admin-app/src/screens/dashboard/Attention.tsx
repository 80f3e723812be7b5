/** What needs somebody, each with the one thing to do. */
import type { Problem, ProblemAction } from '@dynamic-cache/contracts/plugin-api';
import { Button, __experimentalConfirmDialog as ConfirmDialog, Notice } from '@wordpress/components';
import { useDispatch, useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { siteStore } from '../../store/site.ts';

export function Attention({ problems }: { problems: readonly Problem[] }) {
  return (
    <>
      {problems.map(({ code, message, fix, action }) => (
        <Notice
          key={`${code} ${message}`}
          status="warning"
          isDismissible={false}
          className="dynamic-cache-problem"
        >
          <p>
            <strong>{message}</strong> {fix}
          </p>
          {action !== null && <Remedy action={action} />}
        </Notice>
      ))}
    </>
  );
}

function Remedy({ action }: { action: ProblemAction }) {
  const busy = useSelect((select) => select(siteStore).getBusy(), []);
  const { saveFix, repair } = useDispatch(siteStore);
  const [isAsking, setAsking] = useState(false);
  if (action.do === 'open') {
    return (
      <Button variant="secondary" href={action.href}>
        {action.label}
      </Button>
    );
  }
  const act = () => {
    setAsking(false);
    if (action.do === 'save') return saveFix(action.patch, action.replace_dropin);
    return repair(action.do === 'repair' ? 'files' : 'edge');
  };
  const needsConsent = action.do === 'save' && action.replace_dropin;
  return (
    <>
      <Button
        variant="secondary"
        isBusy={busy === 'repair'}
        disabled={busy !== null}
        accessibleWhenDisabled
        onClick={() => (needsConsent ? setAsking(true) : act())}
      >
        {action.label}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        confirmButtonText={action.label}
        onConfirm={act}
        onCancel={() => setAsking(false)}
      >
        {__(
          'The file advanced-cache.php of the other plugin is set aside and kept. It comes back, byte for byte, when you turn this cache off.',
          'ai-wp-dynamic-cache',
        )}
      </ConfirmDialog>
    </>
  );
}
