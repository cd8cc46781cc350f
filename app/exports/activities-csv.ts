import type { ActivityRecord } from "#app/reports/activity-stream.server.ts";
import { gid, local, person, sessionGid, sourceOf, utc } from "./cells.ts";
import { columnsOf } from "./columns.ts";
import type { Column } from "./csv.ts";

const { money, text } = columnsOf<ActivityRecord>();

/** The columns of activities.csv, in the order that docs/exports.md promises. */
export const ACTIVITY_COLUMNS: readonly Column<ActivityRecord>[] = [
  { name: "session_id", cell: (activity) => sessionGid(activity.sessionId) },
  { name: "position", cell: (activity) => String(activity.position), as: "number" },
  { name: "time", cell: (activity) => utc(activity.time) },
  { name: "time_local", cell: (activity) => local(activity.time, activity.timeZone), as: "local time" },
  { name: "kind", cell: (activity) => activity.kind },
  { name: "type", cell: (activity) => activity.type },
  money("amount", (activity) => activity.cash),
  money("running_balance", (activity) => activity.runningBalance),
  { name: "currency", cell: (activity) => activity.currency },
  money("expected", (activity) => activity.expected),
  money("counted", (activity) => activity.counted),
  money("discrepancy", (activity) => activity.discrepancy),
  text("staff", (activity) => person(activity.staff, activity.staffId)),
  text("reason", (activity) => activity.reason),
  text("note", (activity) => activity.note),
  { name: "order_id", cell: (activity) => gid("Order", activity.orderId) },
  { name: "gift_card_id", cell: (activity) => gid("GiftCard", activity.giftCardId) },
  { name: "source", cell: (activity) => sourceOf(activity.sessionId) },
];
