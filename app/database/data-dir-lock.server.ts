import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

export class DataDirInUseError extends Error {
  readonly code = "DATA_DIR_IN_USE";
}

interface Holder {
  pid: number;
  /** When the process began, so that another process with the same number (a container's, say) is told apart. */
  startedAt: string | null;
}

/**
 * Keeps a second process out of an embedded database: PGlite itself opens a folder twice without a word, and the two
 * then overwrite each other. Answers the function that gives the folder back.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(resolve(dataDir), "lock.json");
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) } satisfies Holder);
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: "wx" });
      break;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
      removeStaleLock(file, dataDir);
    }
  }
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  return () => {
    process.removeListener("exit", release);
    release();
  };
}

function removeStaleLock(file: string, dataDir: string): void {
  const found = readIfThere(file);
  if (found === null) return;
  const holder = parseHolder(found);
  if (holder !== null && isRunning(holder)) {
    const who = holder.pid === process.pid ? "this process" : `process ${holder.pid}`;
    throw new DataDirInUseError(
      `The database in ${resolve(dataDir)} is in use by ${who}. An embedded database serves one process at a time: ` +
        "stop the other one, choose another folder with DATA_DIR, or set DATABASE_URL to a PostgreSQL server.",
    );
  }
  // Moved aside before it is deleted, so that of two processes that find the same stale lock one alone takes it.
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if (readFileSync(aside, "utf8") !== found) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

function isRunning(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    if (!isCode(error, "EPERM")) return false;
  }
  return holder.startedAt === startOf(holder.pid);
}

/** When a process began; null when that cannot be told, or when it is over. */
function startOf(pid: number): string | null {
  try {
    if (existsSync("/proc/self/stat")) {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      // After the command's name in brackets, which may hold blanks, the state is the first field, the start the 20th.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
      return isOver(fields[0]) ? null : `${boot} ${fields[19] ?? ""}`;
    }
    const shown = execFileSync("ps", ["-o", "stat=", "-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [state, ...start] = shown.split(/\s+/);
    return isOver(state) ? null : start.join(" ");
  } catch {
    // Neither /proc nor ps: the number of the process alone has to do.
    return null;
  }
}

/** A killed process keeps its number until its parent, which may be slow to or never does, asks what became of it. */
function isOver(state: string | undefined): boolean {
  return state !== undefined && /^[ZX]/.test(state);
}

function parseHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("pid" in value) || typeof value.pid !== "number") return null;
    const startedAt = "startedAt" in value && typeof value.startedAt === "string" ? value.startedAt : null;
    return { pid: value.pid, startedAt };
  } catch {
    // A lock cut off in the middle of its writing belongs to a process that died there.
    return null;
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
