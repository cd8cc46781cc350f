import { expect, test } from "vitest";
import { FORMAT_WORDS, REPORT_WORDS } from "#app/components/exports-words.ts";
import { EXPORT_FILES } from "./export-file.server.ts";

test("every report and every format has its words on the exports page", () => {
  for (const file of EXPORT_FILES) {
    const [report = "", format = ""] = file.split(".");
    expect([REPORT_WORDS[report]?.name, FORMAT_WORDS[format]], file).toEqual([expect.any(String), expect.any(String)]);
  }
});
