/**
 * Makes what starts a piece of work for people who wait for it. Whoever asks for what is under way joins it; nobody waits
 * longer than they want to, and then the work goes on without being waited for.
 */
export function joinedWork<Outcome>() {
  const underWay = new Map<string, Promise<Outcome>>();
  return async (key: string, longestWaitMs: number, start: () => Promise<Outcome>): Promise<Outcome | "waiting"> => {
    const work = underWay.get(key) ?? start().finally(() => underWay.delete(key));
    underWay.set(key, work);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<"waiting">((resolve) => {
      timer = setTimeout(() => resolve("waiting"), longestWaitMs);
    });
    return Promise.race([work, patience]).finally(() => clearTimeout(timer));
  };
}
