import type { TrailRecord } from "#app/reports/review-stream.server.ts";
import { local, person, sessionGid, utc } from "./cells.ts";
import { columnsOf } from "./columns.ts";
import type { Column } from "./csv.ts";

const { money, text } = columnsOf<TrailRecord>();

/** The columns of review-trail.csv, in the order that docs/exports.md promises. */
export const REVIEW_TRAIL_COLUMNS: readonly Column<TrailRecord>[] = [
  { name: "session_id", cell: (event) => sessionGid(event.sessionId) },
  { name: "number", cell: (event) => String(event.number), as: "number" },
  { name: "at", cell: (event) => utc(event.at) },
  { name: "at_local", cell: (event) => local(event.at, event.timeZone), as: "local time" },
  { name: "event", cell: (event) => event.kind },
  { name: "review", cell: (event) => event.stored },
  text("by", (event) => (event.userId === null ? "Shopify" : person(event.user, event.userId))),
  { name: "closed_it", cell: (event) => (event.closedIt === null ? null : String(event.closedIt)) },
  text("cause", (event) => event.cause),
  text("comment", (event) => event.comment),
  text("assignee", (event) => person(event.assignee, event.assigneeId)),
  { name: "due_on", cell: (event) => event.dueOn, as: "date" },
  { name: "reconciliation", cell: (event) => event.reconciliation },
  { name: "currency", cell: (event) => event.currency },
  money("total_discrepancy", (event) => event.totalDiscrepancy),
  money("opening_discrepancy", (event) => event.openingDiscrepancy),
  money("closing_discrepancy", (event) => event.closingDiscrepancy),
  money("expected_at_close", (event) => event.expectedAtClose),
  money("counted_at_close", (event) => event.countedAtClose),
  money("tolerance", (event) => event.tolerance),
];
