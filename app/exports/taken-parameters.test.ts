import { describe, expect, it } from "vitest";
import { parseFilters } from "#app/reports/filters.ts";
import { resolvedQuery, takenParameters } from "./taken-parameters.ts";

describe("the parameters that a file takes", () => {
  it("are all for a list of sessions, and whole days of places for a journal", () => {
    const options = ["bom", "echo"];
    expect(takenParameters("sessions.csv")).toEqual(expect.arrayContaining(["by", "status", "review", ...options]));
    expect(takenParameters("sessions.csv")).not.toContain("per");
    expect(takenParameters("daily-totals.csv")).toContain("per");
    expect(takenParameters("journal-xero.csv")).toEqual(["location", "currency", ...options]);
  });
});

describe("a query that is kept", () => {
  const clock = { today: "2026-11-22", defaultPreset: "all" } as const;
  const resolve = (text: string) => {
    const query = new URLSearchParams(text);
    return resolvedQuery(query, parseFilters(query, clock));
  };

  it.each([
    ["", "preset=all"],
    ["preset=yesterday", "from=2026-11-21&to=2026-11-21"],
    ["from=2026-11-01", "from=2026-11-01"],
    ["from=&to=2026-11-01&status=", "to=2026-11-01"],
    ["status=over&status=closed&preset=today&bom=1", "bom=1&from=2026-11-22&status=closed&status=over&to=2026-11-22"],
    ["sort=size_desc&compare=none&after=x&embedded=1&id_token=secret&bom=0&echo=0", "preset=all"],
  ])("says the days and what narrows, and nothing else: %s", (given, kept) => {
    expect(resolve(given)).toBe(kept);
  });

  it("names the person that asked for what is theirs", () => {
    const query = new URLSearchParams("assignee=me");
    expect(resolvedQuery(query, { ...parseFilters(query, clock), assignee: "501" })).toBe("assignee=501&preset=all");
  });
});
