/** Why a save is not done. Where nobody knows whether it is, asks again: by hand, and as soon as the network is back. */
import { Button, Notice } from '@wordpress/components';
import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useForm, useFormActions } from './useForm.ts';

export function Trouble() {
  const { trouble } = useForm();
  const { findOut } = useFormActions();
  const isUnknown = trouble !== null && !trouble.isKnown;
  useEffect(() => {
    if (!isUnknown) return;
    const ask = () => {
      findOut();
    };
    window.addEventListener('online', ask);
    return () => window.removeEventListener('online', ask);
  }, [isUnknown, findOut]);
  if (trouble === null) return null;
  return (
    <Notice status="error" isDismissible={false}>
      {isUnknown ? (
        <>
          <p>
            <strong>
              {__(
                'The connection was lost while saving, so that nobody knows yet whether the changes have arrived.',
                'ai-wp-dynamic-cache',
              )}
            </strong>{' '}
            {__('They are still here.', 'ai-wp-dynamic-cache')} {trouble.message}
          </p>
          <Button variant="secondary" onClick={() => findOut()}>
            {__('Look whether they were saved', 'ai-wp-dynamic-cache')}
          </Button>
        </>
      ) : (
        <p>{trouble.message}</p>
      )}
    </Notice>
  );
}
