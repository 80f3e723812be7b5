/**
 * A table whose rows are being read again. DataViews' own `isLoading` makes the table inert, which takes the focus from
 * who works with the keyboard: this one is only said and dimmed.
 */
import type { ReactNode } from 'react';
import './reread.scss';

export function Reread({ isLoading, children }: { isLoading: boolean; children: ReactNode }) {
  return (
    <div className="dynamic-cache-reread" aria-busy={isLoading}>
      {children}
    </div>
  );
}
