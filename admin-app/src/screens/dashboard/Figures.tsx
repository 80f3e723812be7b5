/** Four figures with their direction: how much came from the cache, how fast, what was saved, what it takes. */
import { type Counts, hitRatio, type StatsAnswer } from '@dynamic-cache/contracts/stats';
import { Card, CardBody } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { Trend } from '../../charts/Trend.tsx';
import { bytes, count, milliseconds, percent } from '../../components/format.ts';

export function Figures({ stats }: { stats: StatsAnswer }) {
  const { total, days, storage } = stats;
  const ratio = hitRatio(total);
  const trend = (of: (counts: Counts) => number | null) => days.map(({ counts }) => of(counts));
  return (
    <div className="dynamic-cache-figures">
      <Figure
        title={__('From the cache', 'ai-wp-dynamic-cache')}
        value={ratio === null ? '–' : percent(ratio)}
        note={views(total)}
        trend={<Trend values={trend(hitRatio)} />}
      />
      <Figure
        title={__('Time to answer', 'ai-wp-dynamic-cache')}
        value={times(total)}
        note={__('typical page: cache, and WordPress', 'ai-wp-dynamic-cache')}
        trend={<Trend values={trend(({ cached }) => cached.p50_ms)} />}
      />
      <Figure
        title={__('Renders saved', 'ai-wp-dynamic-cache')}
        value={count(total.hits + total.stale)}
        note={saved(total)}
        trend={<Trend values={trend(({ hits, stale }) => hits + stale)} />}
      />
      <Figure
        title={__('Storage', 'ai-wp-dynamic-cache')}
        value={storage === null ? '–' : bytes(storage.bytes)}
        note={stored(storage)}
        trend={null}
      />
    </div>
  );
}

type FigureProps = { title: string; value: string; note: string; trend: ReactNode };

function Figure({ title, value, note, trend }: FigureProps) {
  return (
    <Card size="small">
      <CardBody>
        <h3 className="dynamic-cache-figure__title">{title}</h3>
        <div className="dynamic-cache-figure__value">
          {value}
          {trend}
        </div>
        <p className="dynamic-cache-figure__note">{note}</p>
      </CardBody>
    </Card>
  );
}

export function views({ hits, stale, misses }: Counts): string {
  const all = hits + stale + misses;
  /* translators: 1: a number, 2: a number */
  return all === 0
    ? __('no page view yet', 'ai-wp-dynamic-cache')
    : sprintf(
        _n('%1$s of %2$s page view', '%1$s of %2$s page views', all, 'ai-wp-dynamic-cache'),
        count(hits + stale),
        count(all),
      );
}

function times({ cached, rendered }: Counts): string {
  const one = (value: number | null) => (value === null ? '–' : milliseconds(value));
  return `${one(cached.p50_ms)} / ${one(rendered.p50_ms)}`;
}

function saved({ hits, stale, cached, rendered }: Counts): string {
  if (rendered.mean_ms === null || cached.mean_ms === null) {
    return __('pages that WordPress did not have to render', 'ai-wp-dynamic-cache');
  }
  const seconds = (Math.max(0, rendered.mean_ms - cached.mean_ms) * (hits + stale)) / 1000;
  /* translators: %s: a number */
  return sprintf(__('about %s s of work for this host', 'ai-wp-dynamic-cache'), count(Math.round(seconds)));
}

export function stored(storage: StatsAnswer['storage']): string {
  if (storage === null) return __('measured within an hour', 'ai-wp-dynamic-cache');
  if (storage.free_bytes === null) {
    /* translators: %s: a number */
    return sprintf(_n('%s page', '%s pages', storage.pages, 'ai-wp-dynamic-cache'), count(storage.pages));
  }
  /* translators: 1: a number, 2: a size such as 70 GB */
  return sprintf(
    _n(
      '%1$s page; %2$s are free on this disk',
      '%1$s pages; %2$s are free on this disk',
      storage.pages,
      'ai-wp-dynamic-cache',
    ),
    count(storage.pages),
    bytes(storage.free_bytes),
  );
}
