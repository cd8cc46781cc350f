/** Shorter streaks are no news: at the usual share of balanced counts every drawer has some. */
export const LEAST_STREAK = 10;
/** What peers do is judged from no fewer of their counts. */
export const LEAST_PEER_COUNTS = 20;
/** How unlikely a streak has to be. Rarer than what is called lopsided, since every drawer and person is looked at. */
export const TOO_PERFECT_BELOW = 0.001;

export interface Streak {
  /** Counts in a row that balanced to the cent. */
  readonly length: number;
  /** Of the subject in the days that the peers' counts are of, at least as many as the streak has. */
  readonly counts: number;
  /** Of others at the same location in those days. */
  readonly peerCounts: number;
  readonly peerBalanced: number;
}

/**
 * At most how likely such a streak is if every count had balanced as often as the peers' do: the share of theirs to
 * the power of its length, for each count at which it might have begun. Null: too few peers to say. One balanced and one
 * unbalanced count are added to the peers', so that peers who were never off make nobody suspicious.
 */
export function chanceOfStreak({ length, counts, peerCounts, peerBalanced }: Streak): number | null {
  if (peerCounts < LEAST_PEER_COUNTS) return null;
  const share = (peerBalanced + 1) / (peerCounts + 2);
  return Math.min(1, Math.max(counts, length) * share ** length);
}

/** Whether so many counts in a row balanced that chance and skill do not explain it beside what the peers have. */
export function isTooPerfect(streak: Streak): boolean {
  const chance = chanceOfStreak(streak);
  return streak.length >= LEAST_STREAK && chance !== null && chance < TOO_PERFECT_BELOW;
}
