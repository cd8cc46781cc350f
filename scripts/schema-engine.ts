import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { readFileSync } from "node:fs";
import { PrismaPGlite } from "pglite-prisma-adapter";
import type { DiffTarget, SchemaEngine } from "@prisma/schema-engine-wasm";
import type * as EngineModule from "@prisma/schema-engine-wasm/schema_engine_bg";

/** The SQL that leads from one schema to another, by Prisma's own engine on an embedded database: no server, no download. */
export async function diffSchemas(from: DiffTarget, to: DiffTarget): Promise<string> {
  const engine = await startEngine();
  try {
    const filters = { externalTables: [], externalEnums: [] };
    const result = await engine.diff({ from, to, script: true, exitCode: null, filters });
    return result.stdout ?? "";
  } finally {
    engine.free();
  }
}

async function startEngine(): Promise<SchemaEngine> {
  const place = import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const engineModule = (await import(place)) as typeof EngineModule & {
    __wbg_set_wasm(exports: WebAssembly.Exports): void;
  };
  const bytes = readFileSync(new URL("schema_engine_bg.wasm", place));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...engineModule } });
  engineModule.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => {
        throw new Error(message);
      },
    },
  });
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(await PGlite.create()));
  return engineModule.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}
