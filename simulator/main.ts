import { readConfig } from "#simulator/config.ts";
import { startSimulator } from "#simulator/server.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import { startRegisters } from "#simulator/shop/living-registers.ts";
import { readState, writeState } from "#simulator/state-file.ts";

try {
  await main();
} catch (error) {
  console.error(describe(error));
  process.exitCode = 1;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE")
    return `Port ${port} is taken. Stop what listens there, or choose another with STAND_IN_PORT.`;
  return error.name === "ConfigError" ? error.message : (error.stack ?? error.message);
}

async function main(): Promise<void> {
  const config = readConfig();
  const kept = config.stateFile === null ? null : readState(config.stateFile);
  const isSameShop = kept !== null && kept.seed === config.seed;
  const startedAt = isSameShop ? new Date(kept.startedAt) : new Date();
  const world = createDemoWorld({ seed: config.seed, scale: config.scale, now: new Date(), startedAt });

  const simulator = await startSimulator({
    port: config.port,
    host: config.host,
    worlds: [world],
    apiKey: config.apiKey,
    apiSecret: config.apiSecret,
    appUrl: config.appUrl,
    grantedScopes: config.grantedScopes,
    installations: isSameShop ? kept.installations : [],
    onChange: (installations) => {
      const state = { seed: config.seed, startedAt: startedAt.toISOString(), installations };
      if (config.stateFile !== null) writeState(config.stateFile, state);
    },
  });
  const registers = config.registersEveryMs > 0 ? startRegisters(world, { everyMs: config.registersEveryMs }) : null;
  const before = world.legacySessions.size > 0 ? ` and ${world.legacySessions.size} from before March 2026` : "";
  console.log(
    `Stand-in for Shopify with ${world.shop.name} (${world.sessions.size} sessions${before}): ${simulator.origin}/`,
  );

  const stop = async () => {
    registers?.stop();
    await simulator.close();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}
