// @vitest-environment jsdom
/** What a person is shown of the settings that must not be shown. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { describe, expect, it } from 'vitest';
import { FieldControl } from '../src/fields/FieldControl.tsx';
import { FIELDS } from '../src/fields/field.ts';
import type { Json } from '../src/store/settings-form.ts';

const field = FIELDS.get('redis.password') ?? expect.fail('no field');
const kept = { mask: '••••1234', isFixed: false, isLost: false, isEdited: false, undo: () => {} };

function shown(secret: typeof kept, value: Json): string {
  const place = document.createElement('div');
  const control = (
    <FieldControl
      field={field}
      label="Password"
      help="Never shown."
      isWrong={false}
      wrongParts={{}}
      isDisabled={secret.isFixed}
      value={value}
      edit={() => {}}
      secret={secret}
    />
  );
  flushSync(() => createRoot(place).render(control));
  return place.innerHTML;
}

describe('a secret', () => {
  it('that is stored shows its end, and can be changed or cleared on purpose', () => {
    const markup = shown(kept, '••••1234');
    expect(markup).toContain('••••1234');
    expect(markup).toContain('Change: Password');
    expect(markup).toContain('Clear: Password');
    expect(markup).not.toContain('<input');
  });

  it('that is being typed is a password field without the old one in it', () => {
    const markup = shown({ ...kept, isEdited: true }, '');
    expect(markup).toMatch(/<input[^>]*type="password"/);
    expect(markup).toMatch(/autocomplete="new-password"/i);
    expect(markup).not.toContain('1234');
  });

  it('that is cleared says when it goes', () => {
    expect(shown({ ...kept, isEdited: true }, null)).toContain('Cleared as soon as you save.');
  });

  it('that wp-config.php decides cannot be changed here', () => {
    const markup = shown({ ...kept, isFixed: true }, '••••1234');
    expect(markup).toContain('Set in wp-config.php');
    expect(markup).toMatch(/<button[^>]*aria-disabled="true"/);
    expect(markup).not.toContain('Clear: Password');
  });

  it('that cannot be opened any more asks to be typed again', () => {
    expect(shown({ ...kept, mask: '••••', isLost: true }, '••••')).toContain('Type it again.');
  });

  it('that was never set has nothing to clear', () => {
    const markup = shown({ ...kept, mask: '' }, '');
    expect(markup).toContain('Not set.');
    expect(markup).toContain('Set: Password');
    expect(markup).not.toContain('Clear');
  });
});
