import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { EnvError, OPTIONAL_SCOPES, REQUIRED_SCOPES, parseEnv } from "./env.server.ts";

const WHOLE = {
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://till-ledger.example",
  TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
};

const refusal = (raw: Record<string, string | undefined>) => {
  try {
    parseEnv(raw);
  } catch (error) {
    if (error instanceof EnvError) return error.message.split("\n").slice(1);
    throw error;
  }
  throw new Error("The configuration was accepted.");
};

describe("the configuration", () => {
  it("needs four variables, and knows what to do without the others", () => {
    expect(parseEnv(WHOLE)).toEqual({
      nodeEnv: "development",
      port: 3000,
      logLevel: "info",
      apiKey: "key",
      apiSecret: "secret",
      appUrl: "https://till-ledger.example",
      appHandle: null,
      encryptionKey: Buffer.alloc(32, 1),
      previousEncryptionKey: null,
      database: { dataDir: "./data" },
      isWorker: true,
      metrics: null,
      standInOrigin: null,
    });
  });

  it("names everything that is missing, at once", () => {
    expect(refusal({ SHOPIFY_API_KEY: "" })).toEqual([
      "  SHOPIFY_API_KEY is missing.",
      "  SHOPIFY_API_SECRET is missing.",
      "  SHOPIFY_APP_URL is missing.",
      "  TOKEN_ENCRYPTION_KEY is missing.",
    ]);
  });

  it("names everything that is malformed, with what is expected", () => {
    const problems = refusal({
      NODE_ENV: "prod",
      PORT: "http",
      LOG_LEVEL: "loud",
      SHOPIFY_API_KEY: "key",
      SHOPIFY_API_SECRET: "secret",
      SHOPIFY_APP_URL: "https://till-ledger.example/app",
      SHOPIFY_APP_HANDLE: "Till Ledger",
      TOKEN_ENCRYPTION_KEY: "short",
      TOKEN_ENCRYPTION_KEY_PREVIOUS: "shorter",
      DATABASE_URL: "mysql://nowhere",
      WORKER: "maybe",
      METRICS_PORT: "70000",
      SHOPIFY_STAND_IN_ORIGIN: "127.0.0.1:4100",
      ALLOW_STAND_IN: "yes",
    });
    expect(problems.map((problem) => problem.trim().split(" ")[0])).toEqual([
      "NODE_ENV",
      "PORT",
      "LOG_LEVEL",
      "SHOPIFY_APP_URL",
      "SHOPIFY_APP_HANDLE",
      "TOKEN_ENCRYPTION_KEY",
      "TOKEN_ENCRYPTION_KEY_PREVIOUS",
      "DATABASE_URL",
      "WORKER",
      "METRICS_PORT",
      "SHOPIFY_STAND_IN_ORIGIN",
      "ALLOW_STAND_IN",
    ]);
    expect(problems.join("\n")).toMatch(/32 bytes in base64 or hexadecimal/);
  });

  it("never repeats a secret in its complaint", () => {
    const secret = "mysql://user:hunter2@host/db";
    const raw = { DATABASE_URL: secret, TOKEN_ENCRYPTION_KEY: "hunter3", TOKEN_ENCRYPTION_KEY_PREVIOUS: "hunter4" };
    expect(refusal({ ...WHOLE, ...raw }).join("\n")).not.toMatch(/hunter/);
  });

  it("takes the encryption key in hexadecimal as well", () => {
    const hexadecimal = Buffer.alloc(32, 0xab).toString("hex");
    expect(parseEnv({ ...WHOLE, TOKEN_ENCRYPTION_KEY: hexadecimal }).encryptionKey).toEqual(Buffer.alloc(32, 0xab));
  });

  it("prefers a database server to a folder", () => {
    const url = "postgresql://till@localhost:5432/till";
    expect(parseEnv({ ...WHOLE, DATABASE_URL: url, DATA_DIR: "/var/till" }).database).toEqual({ url });
    expect(parseEnv({ ...WHOLE, DATA_DIR: "/var/till" }).database).toEqual({ dataDir: "/var/till" });
  });
});

describe("several processes", () => {
  const url = "postgresql://till@localhost:5432/till";

  it("leave the work to those that are for it, where there is a server to meet on", () => {
    expect(parseEnv({ ...WHOLE, DATABASE_URL: url, WORKER: "off" }).isWorker).toBe(false);
    expect(refusal({ ...WHOLE, WORKER: "off" })).toEqual([expect.stringContaining("WORKER=off needs DATABASE_URL")]);
  });

  it("show their metrics to this machine alone, unless told otherwise", () => {
    expect(parseEnv({ ...WHOLE, METRICS_PORT: "9464" }).metrics).toEqual({ port: 9464, host: "127.0.0.1" });
    expect(parseEnv({ ...WHOLE, METRICS_PORT: "9464", METRICS_HOST: "0.0.0.0" }).metrics?.host).toBe("0.0.0.0");
  });
});

describe("what is written about the configuration", () => {
  const variablesIn = (text: string) => [...text.matchAll(/^ +([A-Z][A-Z_]+): /gm)].map(([, name = ""]) => name);
  const read = variablesIn(readFileSync("app/env.server.ts", "utf8"));

  it("names every variable that the app reads, in the README", () => {
    const table = readFileSync("README.md", "utf8").split("## Configuration")[1]?.split("\n## ")[0] ?? "";
    expect(read.length).toBeGreaterThan(10);
    expect(read.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
  });

  it("gives the containers what the app needs and nothing that it does not read", () => {
    const compose = readFileSync("docker-compose.yml", "utf8");
    const [app = "", services = ""] = compose.split("\nservices:");
    const given = variablesIn(app);
    expect(given).toEqual(expect.arrayContaining([...Object.keys(WHOLE), "DATABASE_URL"]));
    const ofTheDatabase = /^(POSTGRES_|CMD)/;
    const unknown = [...given, ...variablesIn(services)].filter((name) => !ofTheDatabase.test(name));
    expect(unknown.filter((name) => !read.includes(name))).toEqual([]);
  });

  it("publishes no other port of the containers than the app's own", () => {
    const published = [...readFileSync("docker-compose.yml", "utf8").matchAll(/^ +- "?([\d.:]+)"?$/gm)];
    expect(published.map(([, port]) => port)).toEqual(["127.0.0.1:3000:3000"]);
  });
});

describe("the stand-in for Shopify", () => {
  const standIn = { ...WHOLE, SHOPIFY_STAND_IN_ORIGIN: "http://127.0.0.1:4100" };

  it("is an origin, used outside production as it is", () => {
    expect(parseEnv(standIn).standInOrigin).toBe("http://127.0.0.1:4100");
    expect(parseEnv({ ...standIn, SHOPIFY_STAND_IN_ORIGIN: "http://127.0.0.1:4100/" }).standInOrigin).toBe(
      "http://127.0.0.1:4100",
    );
    expect(refusal({ ...standIn, SHOPIFY_STAND_IN_ORIGIN: "http://127.0.0.1:4100/admin" })[0]).toMatch(
      /without a path/,
    );
  });

  it("is refused in production, unless it is allowed beside it", () => {
    expect(refusal({ ...standIn, NODE_ENV: "production" })[0]).toMatch(
      /SHOPIFY_STAND_IN_ORIGIN must be absent when NODE_ENV is production/,
    );
    expect(refusal({ ...standIn, NODE_ENV: "production", ALLOW_STAND_IN: "0" })).toHaveLength(1);
    expect(parseEnv({ ...standIn, NODE_ENV: "production", ALLOW_STAND_IN: "1" }).standInOrigin).toBe(
      "http://127.0.0.1:4100",
    );
  });
});

describe("shopify.app.toml", () => {
  const config = parse(readFileSync("shopify.app.toml", "utf8"));

  it("asks for the scopes that the app knows", () => {
    expect(config.access_scopes).toMatchObject({
      scopes: REQUIRED_SCOPES.join(","),
      optional_scopes: [...OPTIONAL_SCOPES],
    });
  });

  it("subscribes to the webhooks that have a route", () => {
    expect(config.webhooks).toMatchObject({
      api_version: "2026-10",
      subscriptions: [
        { topics: ["app/uninstalled"], uri: "/webhooks/app/uninstalled" },
        { topics: ["app/scopes_update"], uri: "/webhooks/app/scopes_update" },
        { compliance_topics: ["customers/data_request"], uri: "/webhooks/customers/data_request" },
        { compliance_topics: ["customers/redact"], uri: "/webhooks/customers/redact" },
        { compliance_topics: ["shop/redact"], uri: "/webhooks/shop/redact" },
      ],
    });
  });
});
