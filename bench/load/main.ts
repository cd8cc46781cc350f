// npm run bench:load: merchants walk through the built app while shops are read from the stand-in. On PGlite, and on
// the server that DATABASE_URL names. Ends with 1 when a single answer was wrong.
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfChanged } from "../../scripts/build-if-changed.ts";
import { type Engine, type LoadOptions, USUAL_LOAD } from "./load-options.ts";
import { loadTables } from "./load-table.ts";
import { runLoad } from "./run-load.ts";

const USAGE = `npm run bench:load -- [--seconds N] [--merchants N] [--shops N] [--think SECONDS] [--scale SHARE] [--only pglite|postgresql]
DATABASE_URL names a PostgreSQL server on which databases may be created; without it, PGlite alone. --think 0: no pause.`;

const { options, engines } = optionsOrUsage();
buildIfChanged(join(import.meta.dirname, "..", ".."), console.error);
let wrong = 0;
for (const engine of engines) {
  const serverUrl = engine === "pglite" ? null : (process.env.DATABASE_URL ?? null);
  const account = await runLoad(options, serverUrl, (line) => console.error(`${engine}: ${line}`));
  console.log(`\n${headingOf(engine)}\n\n${loadTables(account)}`);
  for (const error of account.errors.slice(0, 20)) console.log(`WRONG ${error}`);
  wrong += account.errors.length;
}
process.exit(wrong > 0 ? 1 : 0);

function headingOf(engine: Engine): string {
  const { merchants, shops, thinkSeconds } = options;
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? "?"}, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(" ")}`;
  const pace = thinkSeconds > 0 ? `${thinkSeconds} s a page` : "without a pause";
  return `${engine}: ${merchants} merchants, ${shops} shops, ${pace}; ${machine}; ${new Date().toISOString()}`;
}

function optionsOrUsage(): { options: LoadOptions; engines: Engine[] } {
  try {
    return readOptions();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}

function readOptions(): { options: LoadOptions; engines: Engine[] } {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: { seconds: text, merchants: text, shops: text, think: text, scale: text, only: text },
  });
  const hasServer = Boolean(process.env.DATABASE_URL);
  const usual: Engine[] = hasServer ? ["pglite", "postgresql"] : ["pglite"];
  const engines = usual.filter((engine) => values.only === undefined || values.only === engine);
  if (engines.length === 0) throw new TypeError("--only takes pglite, or postgresql together with DATABASE_URL.");
  const options = {
    ...USUAL_LOAD,
    seconds: number("seconds", values.seconds, USUAL_LOAD.seconds),
    merchants: number("merchants", values.merchants, USUAL_LOAD.merchants),
    shops: number("shops", values.shops, USUAL_LOAD.shops),
    scale: number("scale", values.scale, USUAL_LOAD.scale),
    thinkSeconds: values.think === "0" ? 0 : number("think", values.think, USUAL_LOAD.thinkSeconds),
  };
  if (options.shops < 2 || options.shops > 100) throw new TypeError("--shops takes 2 to 100.");
  return { options, engines };
}

function number(name: string, text: string | undefined, usual: number): number {
  const value = text === undefined ? usual : Number(text);
  if (!(value > 0 && value < 1e6)) throw new TypeError(`--${name} takes a number above 0, not ${text}.`);
  return value;
}
