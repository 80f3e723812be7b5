/** A line of a few days beside a figure: the direction, not the values; those are in the chart below. */

type Props = { values: readonly (number | null)[] };

const WIDTH = 96;
const HEIGHT = 28;

/** Days without a value are left out of the line. */
export function Trend({ values }: Props) {
  const known = values.flatMap((value, at) => (value === null ? [] : [{ at, value }]));
  if (known.length < 2) return null;
  const highest = Math.max(...known.map(({ value }) => value));
  const lowest = Math.min(...known.map(({ value }) => value), 0);
  const x = (at: number) => (at / (values.length - 1)) * (WIDTH - 4) + 2;
  const y = (value: number) => HEIGHT - 3 - ((value - lowest) / (highest - lowest || 1)) * (HEIGHT - 6);
  return (
    <svg
      className="dynamic-cache-trend"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      focusable="false"
    >
      <polyline
        points={known.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
