import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_APPS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * A Chromium to test with: CHROMIUM_PATH, one installed on the system, one that Playwright downloaded before; else it is
 * got now, by Playwright's download or, where that is out of reach and we are root on Debian or Ubuntu, by apt.
 * Throws with the command to run when no way works.
 */
export function findOrGetBrowser(root: string, say: (line: string) => void): string {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file.`);
    return named;
  }
  const found = findBrowser();
  if (found) return found;

  say("No Chromium or Chrome found: getting one with Playwright's download…");
  const cli = join(root, "node_modules", "playwright-core", "cli.js");
  spawnSync(process.execPath, [cli, "install", "chromium"], { cwd: root, stdio: "ignore", timeout: 300_000 });
  const downloaded = findBrowser();
  if (downloaded) return downloaded;

  if (isDebianRoot()) {
    say("Playwright's download did not work here: installing Debian's chromium with apt…");
    spawnSync("apt-get", ["update"], { stdio: "ignore" });
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    const installed = findBrowser();
    if (installed) return installed;
  }
  throw new Error(
    "The browser tests need Chromium, and none could be got. Install it and run npm test again:\n" +
      "    sudo apt-get install chromium        (Debian, Ubuntu)\n" +
      "    npx playwright-core install --with-deps chromium\n" +
      "or name one that you have: CHROMIUM_PATH=/path/to/chrome npm test",
  );
}

function findBrowser(): string | null {
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)));
  return [...onPath, ...MAC_APPS, playwrightsOwn()].find((path) => path !== null && runs(path)) ?? null;
}

function playwrightsOwn(): string | null {
  try {
    return chromium.executablePath();
  } catch {
    return null; // Playwright knows no build for this platform; the other ways remain.
  }
}

/** A downloaded browser without its system libraries exists and does not run. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

function isDebianRoot(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/etc/os-release")) return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync("/etc/os-release", "utf8"));
}
