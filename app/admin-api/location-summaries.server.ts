import type { AdminClient } from "./client.server.ts";
import { locationSummariesDocument } from "./documents.ts";
import { AccessDeniedError, GraphqlError } from "./errors.ts";
import { createPageSize } from "./page-size.ts";
import { asMinor } from "./parse-session.ts";
import { asCount, asObject, asText, type Json } from "./read-json.ts";

/** A day of a location, as a date of Shopify's. */
export interface LocationDay {
  locationId: string;
  day: string;
}

/** What Shopify says of a location's day. */
export interface LocationSummary {
  currency: string;
  opened: number;
  closed: number;
  netCash: bigint;
  discrepancies: bigint;
}

/** An object costs a point and money nothing: half of what the smallest shop gets back in a second. */
const DAYS_A_REQUEST = 50;

/**
 * Asks for the summary of each location's day, on behalf of a person; null where Shopify knows no such location. A
 * person without the permission is answered with an AccessDeniedError.
 */
export async function readLocationSummaries(
  client: AdminClient,
  days: readonly LocationDay[],
): Promise<(LocationSummary | null)[]> {
  const size = createPageSize({ start: DAYS_A_REQUEST, most: DAYS_A_REQUEST });
  const answers: (LocationSummary | null)[] = [];
  while (answers.length < days.length) {
    answers.push(...(await size.use((most) => readSome(client, days.slice(answers.length, answers.length + most)))));
  }
  return answers;
}

/** No summary may be null, so one that fails takes the others with it: they are asked for again without it. */
async function readSome(client: AdminClient, days: readonly LocationDay[]): Promise<(LocationSummary | null)[]> {
  const unknown = new Set<LocationDay>();
  for (;;) {
    const asked = days.filter((day) => !unknown.has(day));
    if (asked.length === 0) return days.map(() => null);
    try {
      const answer = asObject(
        await client.request(locationSummariesDocument(asked.length), variablesOf(asked)),
        "data",
      );
      const summaries = new Map(asked.map((day, index) => [day, parseSummary(answer[`summary${index}`])]));
      return days.map((day) => summaries.get(day) ?? null);
    } catch (error) {
      if (!(error instanceof GraphqlError) || error instanceof AccessDeniedError) throw error;
      const failed = asked.filter((_, index) => error.problems.some(({ path }) => path[0] === `summary${index}`));
      if (failed.length === 0) throw error;
      for (const day of failed) unknown.add(day);
    }
  }
}

function variablesOf(days: readonly LocationDay[]): Record<string, string> {
  const entries = days.flatMap(({ locationId, day }, index) => [
    [`location${index}`, `gid://shopify/Location/${locationId}`],
    [`day${index}`, day],
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function parseSummary(node: unknown): LocationSummary {
  const summary: Json = asObject(node, "cashManagementLocationSummary");
  const currency = asText(asObject(summary.netCash, "netCash").currencyCode, "currencyCode");
  return {
    currency,
    opened: asCount(summary.sessionsOpened, "sessionsOpened"),
    closed: asCount(summary.sessionsClosed, "sessionsClosed"),
    netCash: asMinor(summary.netCash, "netCash", currency),
    discrepancies: asMinor(summary.totalDiscrepancies, "totalDiscrepancies", currency),
  };
}
