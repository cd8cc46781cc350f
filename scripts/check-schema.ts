// npm run check:schema: prisma/migrations lead to prisma/schema.prisma, and the generated client is of that schema.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { diffSchemas } from "./schema-engine.ts";

const root = join(import.meta.dirname, "..");
const schemaFile = join(root, "prisma", "schema.prisma");
const migrations = join(root, "prisma", "migrations");

/** Partial indexes, which Prisma's schema cannot say: they live in the migrations alone. */
const PARTIAL_INDEXES = [
  "payment_session_to_poll",
  "payment_session_ledger_to_read",
  "payment_session_restated",
  "payment_session_needs_review",
  "payment_session_reviewed",
  "review_event_assignee",
  "sync_run_unfinished",
  "export_job_unfinished",
  "export_job_kept",
];

const problems = [...(await driftOfMigrations()), ...driftOfClient()];
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length === 0) process.stdout.write("Migrations, schema and generated client agree.\n");
process.exit(problems.length === 0 ? 0 : 1);

async function driftOfMigrations(): Promise<string[]> {
  const directories = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const difference = await diffSchemas(
    {
      tag: "migrations",
      baseDir: migrations,
      lockfile: { path: "migration_lock.toml", content: readFileSync(join(migrations, "migration_lock.toml"), "utf8") },
      shadowDbInitScript: "",
      migrationDirectories: directories
        .map(({ name }) => ({
          path: name,
          migrationFile: {
            path: "migration.sql",
            content: { tag: "ok" as const, value: readFileSync(join(migrations, name, "migration.sql"), "utf8") },
          },
        }))
        .sort((a, b) => a.path.localeCompare(b.path)),
    },
    { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: readFileSync(schemaFile, "utf8") }] },
  );
  const statements = difference
    .split(/;\s*$/m)
    .map((statement) => statement.replaceAll(/^--.*$/gm, "").trim())
    .filter((statement) => statement !== "" && !PARTIAL_INDEXES.some((name) => statement === `DROP INDEX "${name}"`));
  if (statements.length === 0) return [];
  return [
    "prisma/migrations do not lead to prisma/schema.prisma. A new migration would have to say:",
    ...statements.map((statement) => `${statement};`),
  ];
}

function driftOfClient(): string[] {
  // A copy of the layout: the generated files hold the schema's text, with the folder that it is generated into.
  const copy = mkdtempSync(join(tmpdir(), "till-client-"));
  try {
    const schema = join(copy, "prisma", "schema.prisma");
    mkdirSync(dirname(schema));
    copyFileSync(schemaFile, schema);
    const prisma = join(root, "node_modules", "prisma", "build", "index.js");
    execFileSync(process.execPath, [prisma, "generate", "--schema", schema], { cwd: root, stdio: "pipe" });
    const fresh = filesIn(join(copy, "app", "generated", "prisma"));
    const kept = filesIn(join(root, "app", "generated", "prisma"));
    const stale = [...new Set([...fresh.keys(), ...kept.keys()])].filter((name) => fresh.get(name) !== kept.get(name));
    return stale.length === 0
      ? []
      : [`The generated Prisma client is out of date (${stale.join(", ")}): run npm run generate.`];
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function filesIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), readFileSync(path, "utf8")];
    }),
  );
}
