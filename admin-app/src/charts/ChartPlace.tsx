/** Keeps the place of a chart while its part of the bundle comes. */
import { Spinner } from '@wordpress/components';
import { Suspense } from '@wordpress/element';
import type { ReactNode } from 'react';

/** Of the charts by day, in pixels. */
export const CHART_HEIGHT = 240;

type Props = { height?: number; children: ReactNode };

export function ChartPlace({ height = CHART_HEIGHT, children }: Props) {
  const place = (
    <div style={{ blockSize: height }}>
      <Spinner />
    </div>
  );
  return <Suspense fallback={place}>{children}</Suspense>;
}
