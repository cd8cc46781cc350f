import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PARAMETERS } from "#app/reports/filters.ts";
import { ACTIVITY_COLUMNS } from "./activities-csv.ts";
import { DAILY_TOTALS_COLUMNS } from "./daily-totals-csv.ts";
import { DRAWER_COLUMNS } from "./drawers-csv.ts";
import { QUICKBOOKS_COLUMNS, XERO_COLUMNS } from "./journal-csv.server.ts";
import { EXCEPTION_COLUMNS } from "./exceptions-csv.ts";
import { LOCATION_TOTALS_COLUMNS } from "./location-totals-csv.ts";
import { REVIEW_TRAIL_COLUMNS } from "./review-trail-csv.ts";
import { sessionCsvColumns } from "./sessions-csv.server.ts";
import { STAFF_COLUMNS } from "./staff-csv.ts";

const dictionary = readFileSync(new URL("../../docs/exports.md", import.meta.url), "utf8");

/** The names in the first column of the table under a heading. */
function namesUnder(heading: string): string[] {
  const section = dictionary.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name]) => name ?? "");
}

const namesOf = (columns: readonly { name: string }[]) => columns.map(({ name }) => name);

describe("the dictionary", () => {
  it("has the columns of sessions.csv in their order", () => {
    expect(namesUnder("sessions.csv")).toEqual(namesOf(sessionCsvColumns("closing")));
    expect(namesUnder("sessions.csv")).toEqual(namesOf(sessionCsvColumns("opening")));
  });

  it("has the columns of activities.csv in their order", () => {
    expect(namesUnder("activities.csv")).toEqual(namesOf(ACTIVITY_COLUMNS));
  });

  it("has the columns of review-trail.csv in their order", () => {
    expect(namesUnder("review-trail.csv")).toEqual(namesOf(REVIEW_TRAIL_COLUMNS));
  });

  it("has the columns of location-totals.csv in their order", () => {
    expect(namesUnder("location-totals.csv")).toEqual(namesOf(LOCATION_TOTALS_COLUMNS));
  });

  it("has the columns of daily-totals.csv in their order", () => {
    expect(namesUnder("daily-totals.csv")).toEqual(namesOf(DAILY_TOTALS_COLUMNS));
  });

  it("has the columns of drawers.csv in their order", () => {
    expect(namesUnder("drawers.csv")).toEqual(namesOf(DRAWER_COLUMNS));
  });

  it("has the columns of staff.csv in their order", () => {
    expect(namesUnder("staff.csv")).toEqual(namesOf(STAFF_COLUMNS));
  });

  it("has the columns of exceptions.csv in their order", () => {
    expect(namesUnder("exceptions.csv")).toEqual(namesOf(EXCEPTION_COLUMNS));
  });

  it("has the columns of the journals in their order", () => {
    expect(namesUnder("journal-quickbooks.csv")).toEqual(namesOf(QUICKBOOKS_COLUMNS));
    expect(namesUnder("journal-xero.csv")).toEqual(namesOf(XERO_COLUMNS));
  });

  it("names every parameter", () => {
    const section = dictionary.split(/^## /m).find((part) => part.startsWith("Parameters\n")) ?? "";
    for (const name of [...Object.keys(PARAMETERS), "bom", "echo", "per", "kind", "show"])
      expect(section).toContain(`\`${name}\``);
  });
});
