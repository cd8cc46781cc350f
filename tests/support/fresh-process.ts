import { vi } from "vitest";

// Test files run one after another in a few processes: to start a process for each, load the libraries and compile PGlite
// there cost a third of the integration suite, and more of the unit tests that render. Each finds its process as a new
// one all the same: the project's modules are loaded anew, and what outlives them is as it was at first.

vi.resetModules();

const FIRST = Symbol.for("till-ledger-tests.first");
const places = globalThis as { [FIRST]?: { env: NodeJS.ProcessEnv; fetch: typeof fetch } };
const first = (places[FIRST] ??= { env: { ...process.env }, fetch: globalThis.fetch });

for (const name of Object.keys(process.env)) if (!(name in first.env)) Reflect.deleteProperty(process.env, name);
Object.assign(process.env, first.env);
globalThis.fetch = first.fetch;

// Where the app keeps what every copy of a module has to find: the database, the metrics, the worker's nudge.
for (const key of Object.getOwnPropertySymbols(globalThis)) {
  if (Symbol.keyFor(key)?.startsWith("till-ledger.")) Reflect.deleteProperty(globalThis, key);
}
