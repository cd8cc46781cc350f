import { z } from "zod";
import { OPTIONAL_SCOPES } from "#simulator/identity/app-registration.ts";

const port = z.coerce.number().int().min(0).max(65_535);
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
const scopes = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.enum(OPTIONAL_SCOPES)));

const environment = z.object({
  STAND_IN_PORT: port.default(4100),
  STAND_IN_HOST: z.string().min(1).default("127.0.0.1"),
  STAND_IN_SEED: z.coerce.number().int().min(0).default(2026),
  /** 1 is the whole demo shop; less is a smaller one. */
  STAND_IN_SCALE: z.coerce.number().positive().max(10).default(1),
  /** A file that makes the next start give the same shop and keep the installation. */
  STAND_IN_STATE: z.string().min(1).optional(),
  /** Optional scopes granted from the start, with commas between them. */
  STAND_IN_GRANTED_SCOPES: scopes.default([]),
  /** Time between what happens at the registers, in ms; 0 keeps them still. */
  STAND_IN_REGISTERS_EVERY_MS: z.coerce.number().int().min(0).default(15_000),
  SHOPIFY_API_KEY: z.string().min(1).default("till-ledger-demo-key"),
  SHOPIFY_API_SECRET: z.string().min(1).default("till-ledger-demo-secret"),
  SHOPIFY_APP_URL: url.default("http://127.0.0.1:3000"),
});

export interface StandInConfig {
  port: number;
  host: string;
  seed: number;
  scale: number;
  stateFile: string | null;
  grantedScopes: string[];
  registersEveryMs: number;
  apiKey: string;
  apiSecret: string;
  appUrl: string;
}

/** Values that the stand-in cannot start with; the message names all of them. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The stand-in cannot start:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "ConfigError";
  }
}

/** Reads the stand-in's configuration; an empty variable counts as absent. */
export function readConfig(env: Record<string, string | undefined> = process.env): StandInConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(
        (issue) => `${String(issue.path[0])}: ${issue.message} (got "${given[String(issue.path[0])]}")`,
      ),
    );
  }
  const values = parsed.data;
  return {
    port: values.STAND_IN_PORT,
    host: values.STAND_IN_HOST,
    seed: values.STAND_IN_SEED,
    scale: values.STAND_IN_SCALE,
    stateFile: values.STAND_IN_STATE ?? null,
    grantedScopes: values.STAND_IN_GRANTED_SCOPES,
    registersEveryMs: values.STAND_IN_REGISTERS_EVERY_MS,
    apiKey: values.SHOPIFY_API_KEY,
    apiSecret: values.SHOPIFY_API_SECRET,
    appUrl: values.SHOPIFY_APP_URL,
  };
}
