import { createHash } from "node:crypto";
import { basename } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The browser tests share one demo: its first merchant comes first, and what grants a permission or leaves reviews behind
 * comes where the others expect it. By itself Vitest runs the longest file first, or the largest, or the one that
 * failed last. A file that is not named comes after these.
 */
const THROUGH_THE_DEMO = [
  "merchant.test.ts",
  "everyone.test.ts",
  "cash-office.test.ts",
  "contract.test.ts",
  "views.test.ts",
  "papers.test.ts",
  "security.test.ts",
  "accessibility.test.ts",
  "alerts.test.ts",
  "load.test.ts",
];

/** Vitest's own order, or with `--sequence.shuffle.files` none, but for the browser tests. */
export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { shuffle, seed } = this.ctx.config.sequence;
    const isShuffled = shuffle === true || (typeof shuffle === "object" && shuffle.files === true);
    const sorted = isShuffled ? inOrderOf(files, (file) => lot(seed, file)) : await super.sort(files);
    return inOrderOf(sorted, (file) => (file.project.name === "e2e" ? placeOf(file) : ""));
  }
}

function inOrderOf(files: TestSpecification[], key: (file: TestSpecification) => string): TestSpecification[] {
  return files.toSorted((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
}

function placeOf({ moduleId }: TestSpecification): string {
  const place = THROUGH_THE_DEMO.indexOf(basename(moduleId));
  return String(place < 0 ? THROUGH_THE_DEMO.length : place).padStart(3, "0");
}

function lot(seed: number, { moduleId }: TestSpecification): string {
  return createHash("sha1").update(`${seed} ${moduleId}`).digest("hex");
}
