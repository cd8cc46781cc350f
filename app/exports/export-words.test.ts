import { expect, test } from "vitest";
import { formatName, reportName, reportRows } from "#app/components/id-words.ts";
import { loadWords } from "#app/languages/words.ts";
import { EXPORT_FILES } from "./export-file.server.ts";

test("every report and every format has its words on the exports page", async () => {
  const { t } = await loadWords("en");
  for (const file of EXPORT_FILES) {
    const [report = "", format = ""] = file.split(".");
    // Without a word of its own, each is called as in the name of the file.
    expect(reportName(t, report), file).not.toBe(report);
    expect(reportRows(t, report), file).toEqual(expect.any(String));
    expect(formatName(t, format), file).not.toBe(format);
  }
});
