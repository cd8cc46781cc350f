import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { FromSoakWorker, SoakOrders, SoakWork, ToSoakWorker } from "./soak-worker.ts";

/** A process's memory in MB after each of its rounds. */
export interface SoakLife {
  memory: number[];
}

/** A process of the app, ordered about from here. */
export interface SoakProcess {
  /** Where it receives webhooks. */
  origin: string;
  isAlive(): boolean;
  /** Works off what is due; null when it was killed in the middle of it. */
  work(task: SoakWork): Promise<{ runs: number } | null>;
  tell(now: number): void;
  kill(): void;
  stop(): Promise<void>;
}

interface Surroundings {
  life: SoakLife;
  now(): number;
  /** Called when the process would wait. */
  wait(ms: number): void;
}

/** Starts a process, and has it tell when it waits: then time passes for everybody. */
export async function startSoakProcess(orders: SoakOrders, { life, now, wait }: Surroundings): Promise<SoakProcess> {
  const child = fork(join(import.meta.dirname, "soak-worker.ts"), [JSON.stringify(orders)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaint = "";
  child.stderr?.on("data", (text: Buffer) => (complaint = (complaint + String(text)).slice(-4_000)));
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  const failure = ended.then(([code, signal]) => {
    if (signal === "SIGKILL") return null;
    throw new Error(`The process ended with ${code ?? signal}: ${complaint}`);
  });
  failure.catch(() => undefined); // thrown to whoever waits for the process; nobody may
  const send = (message: ToSoakWorker) => {
    // What is sent to a process that has just died reaches nobody, and nobody needs it.
    if (child.connected) child.send(message, () => undefined);
  };
  child.on("message", (message: FromSoakWorker) => {
    if (message.kind !== "waits") return;
    wait(message.ms);
    send({ kind: "clock", now: now() });
    send({ kind: "waited", number: message.number });
  });
  send({ kind: "clock", now: now() });
  const ready = await Promise.race([messageOf(child, "ready"), failure]);
  if (ready === null) throw new Error("The process was killed before it was ready.");
  return {
    origin: ready.origin,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async work(task) {
      const worked = messageOf(child, "worked");
      send({ kind: "clock", now: now() });
      send({ kind: "work", task });
      const done = await Promise.race([worked, failure]);
      if (done !== null) life.memory.push(done.memory / 1_000_000);
      return done;
    },
    tell: (time) => send({ kind: "clock", now: time }),
    kill: () => void child.kill("SIGKILL"),
    async stop() {
      send({ kind: "stop" });
      await ended;
    },
  };
}

type Message<Kind> = Extract<FromSoakWorker, { kind: Kind }>;

function messageOf<Kind extends FromSoakWorker["kind"]>(child: ChildProcess, kind: Kind): Promise<Message<Kind>> {
  return new Promise((resolve) => {
    const listen = (message: FromSoakWorker) => {
      if (message.kind !== kind) return;
      child.off("message", listen);
      resolve(message as Message<Kind>);
    };
    child.on("message", listen);
  });
}
