import { spawn, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

export interface Program {
  name: string;
  pid: number;
  /** Resolves with the exit code when the program has ended, for whatever reason. */
  ended: Promise<number>;
  /** Resolves when all that it has printed has been read as well, which may be a moment after its end. */
  closed: Promise<void>;
  /** Everything that it has printed so far. */
  output(): string;
  /** Sends it a signal, and whatever it started. */
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after ten seconds: long enough for a page in hand to be stored. */
  stop(): Promise<void>;
}

interface StartOptions {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Called with each line printed; without it the program is silent. */
  onLine?: (line: string) => void;
}

const GRACE_MS = 10_000;

/** Starts a program in a process group of its own, so that Ctrl-C is handled once, by the one who started it. */
export function startProgram({ name, command, args, env, cwd, onLine }: StartOptions): Program {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      printed = (printed + text).slice(-200_000);
      if (onLine) for (const line of text.split("\n")) if (line.trim()) onLine(line);
    });
  }
  const ended = new Promise<number>((resolve) => {
    child.on("error", (error) => {
      printed += `${error.message}\n`;
      resolve(1);
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const signal = (signalName: NodeJS.Signals) => signalGroup(child, signalName);
  const stop = async () => {
    signal("SIGTERM");
    const timer = setTimeout(() => signal("SIGKILL"), GRACE_MS);
    await ended;
    clearTimeout(timer);
  };
  return { name, pid: child.pid ?? 0, ended, closed, output: () => printed, signal, stop };
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

/** Waits until the address answers 200, or fails with what the program printed when it ends or takes too long. */
export async function untilAnswers(url: string, program: Program, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let hasEnded = false;
  void program.ended.then(() => (hasEnded = true));
  while (Date.now() < deadline) {
    if (hasEnded) throw new Error(`${program.name} stopped before it was ready. It printed:\n${program.output()}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(
    `${program.name} did not answer at ${url} within ${timeoutMs / 1000} s. It printed:\n${program.output()}`,
  );
}

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

const givenOut = new Set<number>();

/**
 * A port that nothing listens on just now, below those that systems give out by themselves: until a program listens
 * there, no connection and no server that takes any port comes upon it. Each is given out once.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(11_000, 32_000);
    if (givenOut.has(port) || !(await isPortFree(port))) continue;
    givenOut.add(port);
    return port;
  }
}
