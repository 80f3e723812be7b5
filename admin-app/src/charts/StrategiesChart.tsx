/** One figure, strategy by strategy. In a part of the bundle of its own: recharts is large. */
import { isRTL } from '@wordpress/i18n';
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

type Props = {
  /** What the figure is called. */
  name: string;
  bars: { name: string; value: number }[];
  /** In pixels; its place is kept while this part of the bundle comes. */
  height: number;
  spoken: (value: number) => string;
};

export default function StrategiesChart({ name, bars, height, spoken }: Props) {
  const isRtl = isRTL();
  return (
    // The table below it says the same to who cannot see it.
    <div aria-hidden="true" className="dynamic-cache-chart" dir="ltr">
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={bars}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 8, right: 24, bottom: 0, left: 8 }}
        >
          <XAxis type="number" tickFormatter={spoken} stroke="#50575e" fontSize={12} reversed={isRtl} />
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
            formatter={(value) => spoken(Number(value))}
          />
          <Bar
            dataKey="value"
            name={name}
            fill="var(--wp-admin-theme-color, #3858e9)"
            barSize={20}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
