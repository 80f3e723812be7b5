/** A check when somebody asks: of one page, or of those that were drawn and wait. */
import { Button, Notice, TextControl } from '@wordpress/components';
import { useSelect } from '@wordpress/data';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { count } from '../../components/format.ts';
import { proofStore } from '../../store/proof.ts';
import { siteStore } from '../../store/site.ts';
import { addressOfPage } from './address.ts';
import { useCheck } from './useCheck.ts';

type Props = { waiting: number; then: () => void };

export function CheckNow({ waiting, then }: Props) {
  const { busy, refusal, home } = useSelect((select) => {
    const proof = select(proofStore);
    const status = select(siteStore).getStatus();
    return { busy: proof.getBusy(), refusal: proof.getRefusal(), home: status?.home ?? '' };
  }, []);
  const check = useCheck(then);
  return (
    <>
      {refusal !== null && (
        <Notice status="error" isDismissible={false}>
          {refusal}
        </Notice>
      )}
      <OnePage home={home} isBusy={busy !== null} check={check} />
      <div>
        <Button
          __next40pxDefaultSize
          variant="secondary"
          isBusy={busy === 'drawn'}
          disabled={busy !== null || waiting === 0}
          accessibleWhenDisabled
          onClick={() => check()}
        >
          {__('Check what was drawn', 'ai-wp-dynamic-cache')}
        </Button>{' '}
        {/* translators: %s: a number */}
        {sprintf(__('Waiting: %s.', 'ai-wp-dynamic-cache'), count(waiting))}
      </div>
    </>
  );
}

type OnePageProps = { home: string; isBusy: boolean; check: (url: string) => Promise<void> };

function OnePage({ home, isBusy, check }: OnePageProps) {
  const [typed, setTyped] = useState('/');
  const address = addressOfPage(typed, home);
  return (
    <form
      className="dynamic-cache-proof__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (address !== null && !isBusy) check(address);
      }}
    >
      <TextControl
        __next40pxDefaultSize
        __nextHasNoMarginBottom
        label={__('Page', 'ai-wp-dynamic-cache')}
        help={
          address === null && home !== ''
            ? __('This is neither a path nor an address.', 'ai-wp-dynamic-cache')
            : __('A path or an address of this site. It has to be stored.', 'ai-wp-dynamic-cache')
        }
        dir="ltr"
        value={typed}
        onChange={setTyped}
      />
      <Button
        __next40pxDefaultSize
        type="submit"
        variant="primary"
        isBusy={isBusy}
        disabled={isBusy || address === null}
        accessibleWhenDisabled
      >
        {__('Check this page', 'ai-wp-dynamic-cache')}
      </Button>
    </form>
  );
}
