/** One line of the table: what was measured, against what, both in the same run. */
export interface Measurement {
  name: string;
  /** Medians, with their unit. */
  subject: string;
  yardstick: string;
  /** The subject at its quickest: on a busy machine nearer to the truth than any middle. */
  best: string;
  /** Median over the rounds of one round's subject by the same round's yardstick. */
  ratio: number;
  /** Of the rounds' ratios: how far to trust the median. */
  lowestRatio: number;
  highestRatio: number;
  /** A figure beside: MB/s, rows/s, memory. */
  note: string;
  target: Target | null;
}

export interface Target {
  text: string;
  isMet: boolean;
}

/** Work that answers a number has timed itself, without the start of its process. */
type Work = () => Promise<unknown>;

/**
 * Times subject and yardstick in turns, after a round that is not counted. What else the machine does then falls on
 * both, and a ratio holds where milliseconds would not.
 */
export async function compare(
  name: string,
  works: { subject: Work; yardstick: Work },
  options: {
    rounds: number;
    note?(ms: { subject: number; yardstick: number }): string;
    mostMs?: number;
    mostRatio?: number;
  },
): Promise<Measurement> {
  await works.subject();
  await works.yardstick();
  const rounds: { subject: number; yardstick: number }[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    // Whoever comes second may find warmer caches: each is second every other time.
    const isSubjectFirst = round % 2 === 0;
    const first = await timed(isSubjectFirst ? works.subject : works.yardstick);
    const second = await timed(isSubjectFirst ? works.yardstick : works.subject);
    rounds.push(isSubjectFirst ? { subject: first, yardstick: second } : { subject: second, yardstick: first });
  }
  const ratios = rounds.map(({ subject, yardstick }) => subject / yardstick);
  const ms = { subject: median(rounds.map((r) => r.subject)), yardstick: median(rounds.map((r) => r.yardstick)) };
  const ratio = median(ratios);
  return {
    name,
    subject: duration(ms.subject),
    yardstick: duration(ms.yardstick),
    best: duration(Math.min(...rounds.map((round) => round.subject))),
    ratio,
    lowestRatio: Math.min(...ratios),
    highestRatio: Math.max(...ratios),
    note: options.note?.(ms) ?? "",
    target: targetOf(options, ms.subject, ratio),
  };
}

function targetOf(options: { mostMs?: number; mostRatio?: number }, ms: number, ratio: number): Target | null {
  if (options.mostMs !== undefined) return { text: `<= ${options.mostMs} ms`, isMet: ms <= options.mostMs };
  if (options.mostRatio !== undefined) return { text: `<= ${options.mostRatio}x`, isMet: ratio <= options.mostRatio };
  return null;
}

/** How long the work takes, in milliseconds. */
export async function timed(work: Work): Promise<number> {
  const start = performance.now();
  const own = await work();
  return typeof own === "number" ? own : performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

function duration(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(2)} s`;
  return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}
