/** A session as a stretch of time; open at the end while it runs. */
export interface Stretch {
  readonly id: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** A stretch during which two sessions or more ran on one drawer, and those that took part. */
export interface SharedWindow<Session extends Stretch> {
  readonly from: Date;
  /** Null: two or more still run. */
  readonly to: Date | null;
  readonly sessions: readonly Session[];
}

/**
 * When the sessions of one drawer overlapped. One that opens in the very second in which another closes takes the drawer
 * over from it, and does not share it.
 */
export function sharedWindows<Session extends Stretch>(sessions: readonly Session[]): SharedWindow<Session>[] {
  const windows: { from: Date; to: Date | null; sessions: Session[] }[] = [];
  let running: Session[] = [];
  for (const session of sessions.toSorted(byOpening)) {
    const opened = session.openedAt.getTime();
    running = running.filter(({ closedAt }) => closedAt === null || closedAt.getTime() > opened);
    // One that opens and closes in one second shares nothing.
    if (session.closedAt !== null && session.closedAt.getTime() <= opened) continue;
    if (running.length > 0) {
      const until = secondLast([...running, session]);
      const last = windows.at(-1);
      if (last !== undefined && (last.to === null || last.to.getTime() >= opened)) {
        last.to = later(last.to, until);
        last.sessions.push(...[...running, session].filter((one) => !last.sessions.includes(one)));
      } else {
        windows.push({ from: session.openedAt, to: until, sessions: [...running, session] });
      }
    }
    running.push(session);
  }
  return windows;
}

function byOpening(a: Stretch, b: Stretch): number {
  return a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1);
}

/** When the last but one of the running sessions closes: from then on one has the drawer to itself. */
function secondLast(running: readonly Stretch[]): Date | null {
  const ends = running.map(({ closedAt }) => closedAt?.getTime() ?? Infinity).sort((a, b) => b - a);
  const end = ends[1] ?? Infinity;
  return end === Infinity ? null : new Date(end);
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return null;
  return a > b ? a : b;
}
