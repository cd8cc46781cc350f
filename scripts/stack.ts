import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProgram, untilAnswers, type Program } from "./processes.ts";

export interface StackOptions {
  root: string;
  /** Where the secrets, the mirror and the stand-in's state are kept between starts. */
  home: string;
  appPort: number;
  standInPort: number;
  /** Further environment for the stand-in: its seed, its size. */
  standInEnv?: Record<string, string>;
  appEnv?: Record<string, string>;
  onLine?: (program: string, line: string) => void;
}

export interface Stack {
  appUrl: string;
  standInOrigin: string;
  apiKey: string;
  apiSecret: string;
  programs: Program[];
  stop(): Promise<void>;
}

/** Ten seconds where nothing else computes. */
const START_LIMIT_MS = 180_000;

/** Starts the stand-in for Shopify and the built app in production mode, pointed at each other. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { root, home, appPort, standInPort } = options;
  const secrets = readOrMakeSecrets(home);
  const standInOrigin = `http://127.0.0.1:${standInPort}`;
  const appUrl = `http://127.0.0.1:${appPort}`;
  const shared = {
    NODE_ENV: "production" as const,
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    SHOPIFY_API_KEY: secrets.apiKey,
    SHOPIFY_API_SECRET: secrets.apiSecret,
    SHOPIFY_APP_URL: appUrl,
  };
  const start = (name: string, script: string, env: Record<string, string>) =>
    startProgram({
      name,
      command: process.execPath,
      args: [join(root, script)],
      env: { ...shared, ...env },
      cwd: root,
      onLine: options.onLine && ((line) => options.onLine?.(name, line)),
    });

  const standIn = start("The stand-in for Shopify", "simulator/main.ts", {
    STAND_IN_PORT: String(standInPort),
    STAND_IN_STATE: join(home, "stand-in.json"),
    ...options.standInEnv,
  });
  const app = start("Till Ledger", "server.ts", {
    ALLOW_STAND_IN: "1",
    SHOPIFY_STAND_IN_ORIGIN: standInOrigin,
    // The stand-in's own name for the app.
    SHOPIFY_APP_HANDLE: "till-ledger",
    PORT: String(appPort),
    DATA_DIR: join(home, "data"),
    TOKEN_ENCRYPTION_KEY: secrets.tokenEncryptionKey,
    ...options.appEnv,
  });
  const programs = [app, standIn];
  const stop = async () => void (await Promise.all(programs.map((program) => program.stop())));
  try {
    await Promise.all([
      untilAnswers(`${standInOrigin}/healthz`, standIn, START_LIMIT_MS),
      untilAnswers(`${appUrl}/healthz`, app, START_LIMIT_MS),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { appUrl, standInOrigin, apiKey: secrets.apiKey, apiSecret: secrets.apiSecret, programs, stop };
}

interface Secrets {
  apiKey: string;
  apiSecret: string;
  tokenEncryptionKey: string;
}

/** Secrets of one's own per checkout: a token stored by one start must open in the next. */
function readOrMakeSecrets(home: string): Secrets {
  const file = join(home, "secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  mkdirSync(home, { recursive: true });
  const secrets: Secrets = {
    apiKey: randomBytes(16).toString("hex"),
    apiSecret: randomBytes(32).toString("hex"),
    tokenEncryptionKey: randomBytes(32).toString("base64"),
  };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
