import { BaseControl, Button, TextControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ControlProps } from './control.ts';

export type SecretState = {
  /** What the site shows of it: `••••last4`, or empty. */
  mask: string;
  /** A constant or the environment decides it. */
  isFixed: boolean;
  /** It cannot be opened any more and has to be typed again. */
  isLost: boolean;
  /** Whether there is an edit; without one the secret stays as it is. */
  isEdited: boolean;
  undo: () => void;
};

/** A secret is never shown: it is kept, typed anew or cleared, each on purpose. */
export function SecretControl(props: ControlProps & { secret: SecretState }) {
  const { label, help, isWrong, value, edit, secret } = props;
  if (secret.isEdited && value !== null) {
    return (
      <div className="dynamic-cache-secret">
        <TextControl
          __next40pxDefaultSize
          type="password"
          autoComplete="new-password"
          label={label}
          help={help}
          aria-invalid={isWrong}
          value={typeof value === 'string' ? value : ''}
          onChange={edit}
        />
        <Button variant="tertiary" onClick={secret.undo}>
          {__('Leave it as it is', 'ai-wp-dynamic-cache')}
        </Button>
      </div>
    );
  }
  return (
    <BaseControl help={help} className="dynamic-cache-secret">
      <BaseControl.VisualLabel>{label}</BaseControl.VisualLabel>
      <p>{stateSentence(secret, value === null && secret.isEdited)}</p>
      <Button variant="secondary" disabled={secret.isFixed} accessibleWhenDisabled onClick={() => edit('')}>
        {/* translators: %s: name of a secret */}
        {sprintf(
          secret.mask === '' ? __('Set: %s', 'ai-wp-dynamic-cache') : __('Change: %s', 'ai-wp-dynamic-cache'),
          label,
        )}
      </Button>
      {secret.mask !== '' && !secret.isFixed && !secret.isEdited && (
        <Button variant="tertiary" isDestructive onClick={() => edit(null)}>
          {/* translators: %s: name of a secret */}
          {sprintf(__('Clear: %s', 'ai-wp-dynamic-cache'), label)}
        </Button>
      )}
    </BaseControl>
  );
}

function stateSentence({ mask, isFixed, isLost }: SecretState, isCleared: boolean): string {
  if (isFixed) {
    /* translators: %s: the last four characters of a secret */
    return sprintf(__('Set in wp-config.php or by the host (%s).', 'ai-wp-dynamic-cache'), mask);
  }
  if (isCleared) return __('Cleared as soon as you save.', 'ai-wp-dynamic-cache');
  if (isLost) {
    return __(
      'It cannot be read any more, because the security keys of WordPress changed. Type it again.',
      'ai-wp-dynamic-cache',
    );
  }
  return mask === '' ? __('Not set.', 'ai-wp-dynamic-cache') : mask;
}
