/** How long 95 % of the answers take, strategy by strategy. In a part of the bundle of its own: recharts is large. */
import type { LeaderboardEntry } from '@dynamic-cache/contracts/loadtests';
import { __, isRTL } from '@wordpress/i18n';
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { milliseconds } from '../components/format.ts';
import { strategyName } from '../components/strategies.ts';

export default function StrategiesChart({ entries }: { entries: readonly LeaderboardEntry[] }) {
  const data = entries.map(({ strategy, avg_p95_latency_ms }) => ({
    name: strategyName(strategy),
    value: avg_p95_latency_ms,
  }));
  const isRtl = isRTL();
  return (
    // The table below it says the same to who cannot see it.
    <div aria-hidden="true" className="dynamic-cache-chart" dir="ltr">
      <ResponsiveContainer width="100%" height={60 + 40 * data.length}>
        <BarChart
          data={data}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 8, right: 24, bottom: 0, left: 8 }}
        >
          <XAxis type="number" tickFormatter={milliseconds} stroke="#50575e" fontSize={12} reversed={isRtl} />
          <YAxis
            type="category"
            dataKey="name"
            width={96}
            orientation={isRtl ? 'right' : 'left'}
            tickLine={false}
            axisLine={false}
            stroke="#50575e"
            fontSize={12}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: '#f0f0f1' }}
            formatter={(value) => milliseconds(Number(value))}
          />
          <Bar
            dataKey="value"
            name={__('95 % are faster than', 'ai-wp-dynamic-cache')}
            fill="var(--wp-admin-theme-color, #3858e9)"
            barSize={20}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
