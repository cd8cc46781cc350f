import { z } from "zod";

/** What the app cannot do without. shopify.app.toml says the same; a test compares them. */
export const REQUIRED_SCOPES = ["read_cash_tracking", "read_locations"] as const;
/**
 * Names of staff, order names and devices, gift cards: asked for on the page where they help. Writing is only declared:
 * nothing in the app asks for it.
 */
export const OPTIONAL_SCOPES = ["read_users", "read_orders", "read_gift_cards", "write_cash_tracking"] as const;

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const missing = "is missing";

/** An http(s) origin: a scheme, a host, perhaps a port, and nothing after it. */
const origin = z.string(missing).transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol) || text.replace(/\/$/, "") !== url.origin) {
    context.addIssue({ code: "custom", message: "must be an origin such as https://app.example.com, without a path" });
    return z.NEVER;
  }
  return url.origin;
});

const encryptionKey = z.string(missing).transform((text, context) => {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (key.length !== 32) {
    context.addIssue({
      code: "custom",
      message: "must be 32 bytes in base64 or hexadecimal; `openssl rand -base64 32` makes one",
    });
    return z.NEVER;
  }
  return key;
});

const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, "must be a port number from 0 to 65535")
  .transform(Number);

const variables = z.object({
  NODE_ENV: z
    .enum(["production", "development", "test"], "must be production, development or test")
    .default("development"),
  PORT: port.default(3000),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
  SHOPIFY_API_KEY: z.string(missing),
  SHOPIFY_API_SECRET: z.string(missing),
  SHOPIFY_APP_URL: origin,
  SHOPIFY_APP_HANDLE: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, "must be the app's handle in Shopify's admin, such as till-ledger")
    .optional(),
  TOKEN_ENCRYPTION_KEY: encryptionKey,
  TOKEN_ENCRYPTION_KEY_PREVIOUS: encryptionKey.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, "must be a PostgreSQL address such as postgresql://user:password@host:5432/name")
    .optional(),
  DATA_DIR: z.string().default("./data"),
  WORKER: z.enum(["on", "off"], "must be on or off").default("on"),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().default("127.0.0.1"),
  SHOPIFY_STAND_IN_ORIGIN: origin.optional(),
  ALLOW_STAND_IN: z.enum(["0", "1"], "must be 0 or 1").default("0"),
});

/** The names of all variables that are read: none of them has any business in a browser. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(variables.shape);

export interface Env {
  nodeEnv: "production" | "development" | "test";
  port: number;
  logLevel: (typeof LOG_LEVELS)[number];
  apiKey: string;
  apiSecret: string;
  appUrl: string;
  /** The app's name in the addresses of Shopify's admin; null: its client id stands there. */
  appHandle: string | null;
  encryptionKey: Buffer;
  /** Opens what was sealed before the key was changed; null when nothing is. */
  previousEncryptionKey: Buffer | null;
  database: { url: string } | { dataDir: string };
  /** Whether a web process works off runs as well; false where processes of their own do. */
  isWorker: boolean;
  /** Where metrics are read, apart from the public port; null for nowhere. */
  metrics: { port: number; host: string } | null;
  /** Where a stand-in for Shopify answers; null for Shopify itself. */
  standInOrigin: string | null;
}

export class EnvError extends Error {
  readonly code = "ENV_INVALID";
}

/** Reads the configuration from the variables given; one error names everything that is missing or malformed. */
export function parseEnv(raw: Record<string, string | undefined>): Env {
  // An empty variable is what a template with nothing filled in leaves behind: it counts as absent.
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== ""));
  const result = variables.safeParse(given);
  const problems = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  if (given.SHOPIFY_STAND_IN_ORIGIN !== undefined && given.NODE_ENV === "production" && given.ALLOW_STAND_IN !== "1") {
    problems.push(
      "SHOPIFY_STAND_IN_ORIGIN must be absent when NODE_ENV is production: it sends every request for Shopify " +
        "elsewhere. A demo sets ALLOW_STAND_IN=1 beside it",
    );
  }
  if (given.WORKER === "off" && given.DATABASE_URL === undefined) {
    problems.push(
      "WORKER=off needs DATABASE_URL: an embedded database serves one process, and no other could do its work",
    );
  }
  if (!result.success || problems.length > 0) {
    throw new EnvError(["The configuration is incomplete:", ...problems.map((problem) => `  ${problem}.`)].join("\n"));
  }
  const { data } = result;
  return {
    nodeEnv: data.NODE_ENV,
    port: data.PORT,
    logLevel: data.LOG_LEVEL,
    apiKey: data.SHOPIFY_API_KEY,
    apiSecret: data.SHOPIFY_API_SECRET,
    appUrl: data.SHOPIFY_APP_URL,
    appHandle: data.SHOPIFY_APP_HANDLE ?? null,
    encryptionKey: data.TOKEN_ENCRYPTION_KEY,
    previousEncryptionKey: data.TOKEN_ENCRYPTION_KEY_PREVIOUS ?? null,
    database: data.DATABASE_URL === undefined ? { dataDir: data.DATA_DIR } : { url: data.DATABASE_URL },
    isWorker: data.WORKER === "on",
    metrics: data.METRICS_PORT === undefined ? null : { port: data.METRICS_PORT, host: data.METRICS_HOST },
    standInOrigin: data.SHOPIFY_STAND_IN_ORIGIN ?? null,
  };
}

let parsed: Env | undefined;

/** The process's configuration. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The level to log at, known even where the rest of the configuration is not: in tests and scripts. */
export function logLevel(): Env["logLevel"] {
  const level = LOG_LEVELS.find((known) => known === process.env.LOG_LEVEL);
  return level ?? (process.env.NODE_ENV === "test" ? "silent" : "info");
}

/** Shopify's library reads where App Bridge is from a variable of its own, while it is being imported. */
export function setAppBridgeUrl(url: string): void {
  process.env.APP_BRIDGE_URL = url;
}
