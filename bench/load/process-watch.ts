import { existsSync, readFileSync } from "node:fs";

/** One process's memory and CPU over the measured time. */
export interface ProcessFigures {
  name: string;
  /** MB of resident memory, one a sample. */
  memory: number[];
  /** MB a minute, over the second half: before it, caches and compiled code are still growing. */
  slope: number;
  /** Share of one core; null where the system does not say. */
  cpu: number | null;
}

interface Watched {
  name: string;
  pid: number;
  metricsUrl: string;
}

const MEGABYTE = 1_000_000;
/** Linux counts CPU time in these, whatever the kernel's own tick. */
const TICKS_A_SECOND = 100;

/** Looks at processes every `everyMs` from now on; `stop` answers what was seen. */
export async function watchProcesses(watched: readonly Watched[], everyMs: number) {
  const memory = new Map(watched.map(({ pid }) => [pid, [] as number[]]));
  const look = async () => {
    await Promise.all(watched.map(async (one) => memory.get(one.pid)?.push(await memoryOf(one))));
  };
  const startedAt = Date.now();
  const ticksBefore = watched.map(({ pid }) => ticksOf(pid));
  await look();
  const timer = setInterval(() => void look(), everyMs);
  return {
    async stop(): Promise<ProcessFigures[]> {
      clearInterval(timer);
      await look();
      const seconds = (Date.now() - startedAt) / 1_000;
      return watched.map(({ name, pid }, index) => {
        const [before, after] = [ticksBefore[index] ?? null, ticksOf(pid)];
        const samples = memory.get(pid) ?? [];
        return {
          ...{ name, memory: samples },
          slope: slopeOf(samples.slice(Math.floor(samples.length / 2))) * (60_000 / everyMs),
          cpu: before === null || after === null ? null : (after - before) / TICKS_A_SECOND / seconds,
        };
      });
    },
  };
}

async function memoryOf({ metricsUrl }: Watched): Promise<number> {
  const [sample = NaN] = samplesOf(await textOf(metricsUrl), "process_resident_memory_bytes");
  return sample / MEGABYTE;
}

/** The metrics of a process, as text. */
export async function textOf(metricsUrl: string): Promise<string> {
  return (await fetch(metricsUrl)).text();
}

/** The values of a metric, or of those of its series whose labels hold a text. */
export function samplesOf(metrics: string, name: string, labelled = ""): number[] {
  return metrics
    .split("\n")
    .filter((line) => new RegExp(`^${name}[ {]`).test(line) && line.includes(labelled))
    .map((line) => Number(line.slice(line.lastIndexOf(" ") + 1)));
}

/** CPU time of a process so far, of its own and in the kernel. */
function ticksOf(pid: number): number | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  // The name, in parentheses, may hold spaces; user and system time are the 12th and 13th field after it.
  const fields = readFileSync(file, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

/** Of the line nearest to the samples, a sample. */
function slopeOf(samples: readonly number[]): number {
  const middle = (samples.length - 1) / 2;
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  const along = samples.reduce((sum, sample, index) => sum + (index - middle) * (sample - mean), 0);
  const spread = samples.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  return spread === 0 ? 0 : along / spread;
}
