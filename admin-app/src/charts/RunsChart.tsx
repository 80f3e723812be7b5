/** One figure from run to run, a line for each strategy. In a part of the bundle of its own: recharts is large. */
import type { Strategy } from '@dynamic-cache/contracts/settings';
import { isRTL } from '@wordpress/i18n';
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { CHART_HEIGHT } from './ChartPlace.tsx';

type Props = {
  points: readonly { at: string; values: Partial<Record<Strategy, number>> }[];
  strategies: readonly Strategy[];
  nameOf: (strategy: Strategy) => string;
  spoken: (value: number) => string;
};

/** Told apart by dashes as well as by colour. */
const LINES: Record<Strategy, { color: string; dash: string }> = {
  'origin-disk': { color: 'var(--wp-admin-theme-color, #3858e9)', dash: '' },
  'object-cache': { color: '#996800', dash: '6 3' },
  'edge-balanced': { color: '#007017', dash: '2 3' },
  'edge-r2': { color: '#8a2424', dash: '8 3 2 3' },
};

export default function RunsChart({ points, strategies, nameOf, spoken }: Props) {
  const isRtl = isRTL();
  return (
    // The table beside it says the same to who cannot see it.
    <div aria-hidden="true" className="dynamic-cache-chart" dir="ltr">
      <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
        <LineChart
          data={[...points]}
          margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="#dcdcde" />
          <XAxis
            dataKey="at"
            tickLine={false}
            stroke="#50575e"
            fontSize={12}
            minTickGap={24}
            reversed={isRtl}
          />
          <YAxis
            orientation={isRtl ? 'right' : 'left'}
            tickLine={false}
            axisLine={false}
            stroke="#50575e"
            fontSize={12}
            width={64}
            tickFormatter={spoken}
          />
          <Tooltip isAnimationActive={false} formatter={(value) => spoken(Number(value))} />
          <Legend formatter={(name) => <span className="dynamic-cache-legend">{name}</span>} />
          {strategies.map((one) => (
            <Line
              key={one}
              dataKey={({ values }: Props['points'][number]) => values[one]}
              name={nameOf(one)}
              stroke={LINES[one].color}
              strokeDasharray={LINES[one].dash}
              strokeWidth={2}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
