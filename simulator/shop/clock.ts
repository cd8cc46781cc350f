/** A shop's time. It stands still or runs with the machine's; either way it can be moved. */
export interface Clock {
  now(): Date;
  moveTo(instant: Date): void;
  advance(milliseconds: number): void;
}

/** A clock that moves only when it is told to. */
export function fixedClock(start: Date): Clock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    moveTo: (instant) => void (current = instant.getTime()),
    advance: (milliseconds) => void (current += milliseconds),
  };
}

/** A clock that starts at `start` and runs with `source` (the machine's time unless told otherwise). */
export function runningClock(start: Date, source: () => number = Date.now): Clock {
  let offset = start.getTime() - source();
  return {
    now: () => new Date(source() + offset),
    moveTo: (instant) => void (offset = instant.getTime() - source()),
    advance: (milliseconds) => void (offset += milliseconds),
  };
}
