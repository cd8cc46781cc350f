import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What docs/operations.md says: a dump of one database, restored into another, empty one. */
export function dumpAndRestore(from: string, to: string): void {
  const folder = mkdtempSync(join(tmpdir(), "till-dump-"));
  const file = join(folder, "till-ledger.dump");
  try {
    execFileSync(program("pg_dump"), ["--format=custom", "--no-owner", `--file=${file}`, from]);
    execFileSync(program("pg_restore"), ["--no-owner", "--no-privileges", "--exit-on-error", `--dbname=${to}`, file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Debian keeps the programs of each version in a folder of their own, and what is on the path may be a wrapper. */
function program(name: string): string {
  const versions = "/usr/lib/postgresql";
  const newest = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(a) - Number(b))
        .at(-1)
    : undefined;
  const file = newest === undefined ? name : join(versions, newest, "bin", name);
  return existsSync(file) ? file : name;
}
