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

/** Vitest's own order, but for the browser tests. */
export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ project, moduleId }: TestSpecification): number {
  if (project.name !== "e2e") return 0;
  const place = THROUGH_THE_DEMO.indexOf(basename(moduleId));
  return place < 0 ? THROUGH_THE_DEMO.length : place;
}
