const EVERY_MS = 50;

/** Watches the process's memory from now on; `stop` answers by how much it rose at the most, in bytes. */
export function memoryPeak(): { stop(): number } {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = () => void (most = Math.max(most, process.memoryUsage.rss()));
  const timer = setInterval(look, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return most - before;
    },
  };
}
