// Kept on globalThis, because the development server loads this module anew after every edit.
const PLACE = Symbol.for("till-ledger.worker-nudge");
const places = globalThis as { [PLACE]?: EventTarget };
const bell = (places[PLACE] ??= new EventTarget());

/** Wakes a worker of this process; those of others find the work by themselves. */
export function nudgeWorker(): void {
  bell.dispatchEvent(new Event("nudge"));
}

/** Waits for a nudge, at most so long, or until the signal says to stop. */
export function waitForNudge(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      bell.removeEventListener("nudge", done);
      stopping.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    bell.addEventListener("nudge", done);
    stopping.addEventListener("abort", done);
    if (stopping.aborted) done();
  });
}
