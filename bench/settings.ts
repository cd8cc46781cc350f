import { parseArgs } from "node:util";

export const GROUPS = ["reports", "search", "fence", "exports", "ingest", "derive", "sync", "history"] as const;
export type Group = (typeof GROUPS)[number];

export interface Settings {
  /** The server to measure on; null: PGlite in memory. */
  serverUrl: string | null;
  sessions: number;
  /** Measured rounds of each comparison; a warm-up comes before them. */
  rounds: number;
  groups: readonly Group[];
  /** Leaves the generated database on the server, and takes it up again next time. */
  keep: boolean;
}

export const USAGE = `npm run bench -- [--sessions N] [--rounds N] [--only reports,search,fence,exports,ingest,derive,sync,history] [--keep]
DATABASE_URL names a PostgreSQL server on which databases may be created; without it, PGlite in memory.`;

/** A shop with a hundred drawers over three years; PGlite has one core and no disk, and gets a twentieth of it. */
const SESSIONS_ON_SERVER = 100_000;
const SESSIONS_IN_MEMORY = 5_000;

/** Reads the command line and the one variable; throws a TypeError that names what is wrong. */
export function readSettings(args: string[], serverUrl: string | undefined): Settings {
  const { values } = parseArgs({
    args,
    options: {
      sessions: { type: "string" },
      rounds: { type: "string", default: "7" },
      only: { type: "string", default: GROUPS.join(",") },
      keep: { type: "boolean", default: false },
    },
  });
  return {
    serverUrl: serverUrl || null,
    sessions: count("sessions", values.sessions ?? String(serverUrl ? SESSIONS_ON_SERVER : SESSIONS_IN_MEMORY)),
    rounds: count("rounds", values.rounds),
    groups: values.only.split(",").map(group),
    keep: values.keep,
  };
}

function count(name: string, text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new TypeError(`--${name} takes a whole number from 1, not ${text}.`);
  return Number(text);
}

function group(name: string): Group {
  const known = GROUPS.find((one) => one === name);
  if (known === undefined) throw new TypeError(`--only takes ${GROUPS.join(", ")}, not ${name}.`);
  return known;
}
