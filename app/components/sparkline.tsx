import styles from "./sparkline.module.css";

const WIDTH = 100;
const HEIGHT = 28;
const PADDING = 2;

/** The shape of a series, without axes. Drawn beside its figure, so a screen reader is not told of it twice. */
export function Sparkline({ values, height = HEIGHT }: { values: number[]; height?: number }) {
  if (values.length < 2) return <svg className={styles.sparkline} height={height} aria-hidden="true" />;
  const { points, zero } = sparklinePoints(values);
  return (
    <svg
      className={styles.sparkline}
      height={height}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line className={styles.zero} x1={0} x2={WIDTH} y1={zero} y2={zero} />
      <polyline className={styles.line} points={points} />
    </svg>
  );
}

/** Places a series in the box so that zero is always in sight: a small wobble must not look like a cliff. */
export function sparklinePoints(values: number[]): { points: string; zero: number } {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const span = top - bottom || 1;
  const y = (value: number) => round(PADDING + ((top - value) / span) * (HEIGHT - 2 * PADDING));
  const step = WIDTH / (values.length - 1);
  return { points: values.map((value, index) => `${round(index * step)},${y(value)}`).join(" "), zero: y(0) };
}

const round = (value: number) => Math.round(value * 100) / 100;
