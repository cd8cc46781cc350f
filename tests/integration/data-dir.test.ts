import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sql from "sql-template-tag";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { DataDirInUseError, lockDataDir } from "#app/database/data-dir-lock.server.ts";
import { openDatabase } from "#app/db.server.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "till-data-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

describe("an embedded database's folder", () => {
  it("keeps what was written in it", async () => {
    const dataDir = join(folder(), "not", "made", "yet");
    const first = await openDatabase({ dataDir });
    await first.execute(sql`CREATE TABLE kept AS SELECT 42 AS answer`);
    await first.close();
    const second = await openDatabase({ dataDir });
    expect(await second.query(sql`SELECT answer FROM kept`)).toEqual([{ answer: 42 }]);
    await second.close();
  });

  it("is refused to whoever comes second, in words, until the first is done", () => {
    const dataDir = folder();
    const unlock = lockDataDir(dataDir);
    expect(() => lockDataDir(dataDir)).toThrow(DataDirInUseError);
    expect(() => lockDataDir(dataDir)).toThrow(/in use by this process.*DATA_DIR.*DATABASE_URL/);
    unlock();
    lockDataDir(dataDir)();
    expect(existsSync(join(dataDir, "lock.json"))).toBe(false);
  });

  it("is refused while another process holds it, and taken over when that one was killed", async () => {
    const dataDir = folder();
    const module = join(import.meta.dirname, "../../app/database/data-dir-lock.server.ts");
    const script = `const { lockDataDir } = await import(${JSON.stringify(module)});
      lockDataDir(${JSON.stringify(dataDir)}); console.log("held"); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void other.kill("SIGKILL"));
    await once(other.stdout, "data");
    expect(() => lockDataDir(dataDir)).toThrow(`in use by process ${other.pid}`);
    other.kill("SIGKILL");
    await once(other, "exit");
    lockDataDir(dataDir)();
  });

  it("is taken over from a killed process that nobody has asked about yet", async () => {
    const dataDir = folder();
    const module = join(import.meta.dirname, "../../app/database/data-dir-lock.server.ts");
    const script = `const { lockDataDir } = await import(${JSON.stringify(module)});
      lockDataDir(${JSON.stringify(dataDir)}); console.log(process.pid); setInterval(() => {}, 1000);`;
    // The shell becomes a program that never asks what became of its children.
    const parent = spawn("sh", ["-c", '"$0" --input-type=module -e "$1" & exec sleep 60', process.execPath, script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void parent.kill("SIGKILL"));
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    process.kill(Number(String(line)), "SIGKILL");
    await vi.waitFor(() => lockDataDir(dataDir)(), { timeout: 60_000 });
  });

  it("is taken over from a process that died and whose number another one has by now", () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, "lock.json"), JSON.stringify({ pid: process.pid, startedAt: "long ago" }));
    lockDataDir(dataDir)();
  });

  it("is taken over when the lock was cut off in the middle of its writing", () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, "lock.json"), '{"pid":');
    lockDataDir(dataDir)();
  });
});
