import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SOURCES = ["app", "prisma", "public", "vite.config.ts", "package-lock.json", "prisma.config.ts"];

/** Builds the app unless the build in `build/` was made from these very sources. Throws with the builder's words. */
export function buildIfChanged(root: string, say: (line: string) => void): void {
  const stampFile = stampFileIn(root);
  const stamp = fingerprint(root);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  say("Building the app…");
  const { status, stdout, stderr } = spawnSync("npm", ["run", "build"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}\n${stderr}`);
  writeFileSync(stampFile, stamp);
}

/** Says that the build in `build/` was made, by whoever asks, from the sources as they are now. */
export function markAsBuilt(root: string): void {
  writeFileSync(stampFileIn(root), fingerprint(root));
}

function stampFileIn(root: string): string {
  return join(root, "build", ".built-from");
}

function fingerprint(root: string): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) addTo(hash, join(root, source));
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  if (path.endsWith(join("app", "generated"))) return;
  const entries = readdirOrNull(path);
  if (entries) {
    for (const name of entries) addTo(hash, join(path, name));
  } else {
    hash.update(path).update(readFileSync(path));
  }
}

function readdirOrNull(path: string): string[] | null {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return null;
    throw error;
  }
}
