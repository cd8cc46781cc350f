import "./quiet-log.ts";
import { type Shop, findShop } from "#app/shop.server.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { measureDerive } from "./derive-bench.ts";
import { measureExports } from "./exports-bench.ts";
import { BIG_SHOP } from "./fill-database.ts";
import { measureFence } from "./fence-bench.ts";
import { measureHistory } from "./history-bench.ts";
import { measureIngest } from "./ingest-bench.ts";
import type { Measurement } from "./measure.ts";
import { measureReports } from "./reports-bench.ts";
import { measureSearch } from "./search-bench.ts";
import { type Group, readSettings, type Settings, USAGE } from "./settings.ts";
import { measureSync } from "./sync-bench.ts";
import { toTable } from "./table.ts";

const settings = settingsOrUsage();
console.error(`Filling ${settings.serverUrl ? "a database on the server" : "PGlite in memory"} …`);
const bench = await openBenchDatabase(settings);
try {
  const shop = await findShop(BIG_SHOP);
  if (shop === null) throw new Error(`${BIG_SHOP} is not in the database.`);
  const measurements: Measurement[] = [];
  for (const group of settings.groups) {
    for await (const measurement of measure(group, shop, bench.url)) {
      console.error(`${measurement.name}: ${measurement.subject}`);
      measurements.push(measurement);
    }
  }
  console.log(
    `${settings.sessions} sessions on ${bench.database.engine}, ${settings.rounds} rounds, ${new Date().toISOString()}\n`,
  );
  console.log(toTable(measurements));
} finally {
  await bench.close();
}

function measure(group: Group, shop: Shop, url: string | null): AsyncGenerator<Measurement> {
  const { rounds } = settings;
  switch (group) {
    case "reports":
      return measureReports(shop, rounds);
    case "search":
      return measureSearch(shop, rounds);
    case "fence":
      return measureFence(shop, rounds);
    case "exports":
      return measureExports(shop, { url, rounds });
    case "ingest":
      return measureIngest(shop, rounds);
    case "derive":
      return measureDerive(shop, rounds);
    case "sync":
      return measureSync();
    case "history":
      return measureHistory();
  }
}

function settingsOrUsage(): Settings {
  try {
    return readSettings(process.argv.slice(2), process.env.DATABASE_URL);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n${USAGE}`);
    process.exit(2);
  }
}
