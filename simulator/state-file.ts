import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Installation } from "#simulator/identity/installation.ts";

/** What a stand-in has to remember so that a restart gives the same shop and honours the tokens it handed out. */
export interface KeptState {
  seed: number;
  /** The instant that the demo shop was made for: the same seed and instant make the same sessions with the same ids. */
  startedAt: string;
  installations: Installation[];
}

/** Reads the state, or null when there is none yet. */
export function readState(file: string): KeptState | null {
  if (!existsSync(file)) return null;
  const state: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isKeptState(state)) throw new Error(`${file} is not a state of the stand-in. Delete it to begin anew.`);
  return state;
}

/** Writes the state as a whole: a process that dies meanwhile leaves the old file or the new one. */
export function writeState(file: string, state: KeptState): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function isKeptState(value: unknown): value is KeptState {
  if (typeof value !== "object" || value === null) return false;
  const { seed, startedAt, installations } = value as Partial<KeptState>;
  return typeof seed === "number" && typeof startedAt === "string" && Array.isArray(installations);
}
