/** The four states of something that the site was asked for: loading, failed, empty, there. */
import { Button, Notice, Spinner } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import './asked.scss';

/** An answer under way: `null` until it is there; a failure beside an answer means that the answer is an older one. */
export type Answer<T> = { value: T | null; failure: string | null };

type Props<T> = {
  answer: Answer<T>;
  /** Asks again. */
  retry: () => void;
  /** What there is to say when there is nothing to show; the next step, in the best case. */
  empty?: ReactNode;
  isEmpty?: (value: T) => boolean;
  children: (value: T) => ReactNode;
};

export function Asked<T>({ answer: { value, failure }, retry, empty, isEmpty, children }: Props<T>) {
  const complaint = failure !== null && (
    <Notice status="error" isDismissible={false}>
      <p>{failure}</p>
      <Button variant="secondary" onClick={retry}>
        {__('Try again', 'ai-wp-dynamic-cache')}
      </Button>
    </Notice>
  );
  if (value === null) return complaint || <Loading />;
  return (
    <>
      {complaint}
      {isEmpty?.(value) === true ? empty : children(value)}
    </>
  );
}

function Loading() {
  return (
    <p className="dynamic-cache-loading" role="status">
      <Spinner />
      {__('Loading…', 'ai-wp-dynamic-cache')}
    </p>
  );
}
