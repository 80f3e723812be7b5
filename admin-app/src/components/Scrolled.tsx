/** A table that is wider than its place scrolls by itself, with a keyboard too. */
import type { ReactNode } from 'react';

export function Scrolled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse
    <div className="dynamic-cache-table" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
