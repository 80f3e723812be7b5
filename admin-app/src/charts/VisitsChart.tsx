/** Page views by day, stacked by where they came from. In a part of the bundle of its own: recharts is large. */
import { __ } from '@wordpress/i18n';
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { CHART_HEIGHT } from './ChartPlace.tsx';

export type VisitsOfDay = { day: string; cached: number; rendered: number; passed: number };

/** Told apart by lightness as well as by colour. */
export const SERIES = [
  {
    key: 'cached',
    name: () => __('From the cache', 'ai-wp-dynamic-cache'),
    color: 'var(--wp-admin-theme-color, #3858e9)',
  },
  { key: 'rendered', name: () => __('Rendered by WordPress', 'ai-wp-dynamic-cache'), color: '#dba617' },
  { key: 'passed', name: () => __('Not for the cache', 'ai-wp-dynamic-cache'), color: '#8c8f94' },
] as const;

export default function VisitsChart({ days }: { days: VisitsOfDay[] }) {
  return (
    // The table beside it says the same to who cannot see it.
    <div aria-hidden="true" className="dynamic-cache-chart">
      <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
        <BarChart data={days} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="#dcdcde" />
          <XAxis dataKey="day" tickLine={false} stroke="#50575e" fontSize={12} minTickGap={16} />
          <YAxis
            allowDecimals={false}
            tickLine={false}
            axisLine={false}
            stroke="#50575e"
            fontSize={12}
            width={44}
          />
          <Tooltip cursor={{ fill: '#f0f0f1' }} isAnimationActive={false} />
          <Legend
            iconType="square"
            formatter={(name) => <span className="dynamic-cache-legend">{name}</span>}
          />
          {SERIES.map(({ key, name, color }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name()}
              stackId="visits"
              fill={color}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
