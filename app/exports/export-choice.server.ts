import type { ExportChoice } from "#app/reports/export-choice.ts";
import { filtersToQuery } from "#app/reports/filters.ts";
import { queryFilters } from "#app/reports/page-filters.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { EXPORT_FILES, type ExportFile, isExportFile, partsOf } from "./export-file.server.ts";
import { isTaken, takenParameters } from "./taken-parameters.ts";

const OPTIONS: Readonly<Record<string, string>> = { bom: "1", echo: "1", per: "location" };
// Of a page that shows a list in an order beside another period; a file has neither.
const OF_PAGES = new Set(["compare", "sort", "after", "before"]);

/** Reads the page's address: days and filters as everywhere, but only those that the report takes. */
export async function readExportChoice(shop: Shop, params: URLSearchParams, now: Date): Promise<ExportChoice> {
  const named = params.get("file") ?? "";
  const file = isExportFile(named) ? named : (EXPORT_FILES[0] as ExportFile);
  const taken = takenParameters(file);
  const asked = filtersToQuery(await queryFilters(shop, params, now));
  const kept = [...asked].filter(([name, value]) => !OF_PAGES.has(name) && isTaken(file, name, value));
  const query = new URLSearchParams(kept);
  const filters = await queryFilters(shop, query, now);
  const { report, format } = partsOf(file);
  // A spreadsheet says by itself what its letters are.
  const isOffered = (name: string) => taken.some((one) => one === name) && (name !== "bom" || format === "csv");
  for (const [name, value] of Object.entries(OPTIONS))
    if (isOffered(name) && params.get(name) === value) query.set(name, value);
  const pageQuery = new URLSearchParams([["file", file], ...query]).toString();
  return { file, report, format, reports: REPORTS, taken, filters, query: query.toString(), pageQuery };
}

const REPORTS = [...new Set(EXPORT_FILES.map((file) => partsOf(file).report))].map((report) => ({
  report,
  formats: EXPORT_FILES.filter((file) => partsOf(file).report === report).map((file) => partsOf(file).format),
}));
