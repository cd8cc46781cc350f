import { defineConfig } from "prisma/config";

// The CLI wants to download an engine before every command, `generate` too, which needs none. Any executable
// satisfies it; migrations are applied by app/migrations.server.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});
