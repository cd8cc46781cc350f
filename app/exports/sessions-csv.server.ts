import type { SessionFilters } from "#app/reports/filters.ts";
import { reviewOf, type SessionRecord } from "#app/reports/session-records.server.ts";
import { drawerGid, gid, local, person, sessionGid, sourceOf, utc } from "./cells.ts";
import { columnsOf } from "./columns.ts";
import type { Column } from "./csv.ts";

const { money, text } = columnsOf<SessionRecord>();

/** The columns of sessions.csv, in the order that docs/exports.md promises. */
export function sessionCsvColumns(by: SessionFilters["by"]): Column<SessionRecord>[] {
  return [
    { name: "session_id", cell: (session) => sessionGid(session.id) },
    { name: "status", cell: (session) => (session.isOpen ? "open" : "closed") },
    {
      name: "business_date",
      cell: (session) => (by === "opening" ? session.openingBusinessDate : session.closingBusinessDate),
      as: "date",
    },
    { name: "location_id", cell: (session) => gid("Location", session.locationId) },
    text("location", (session) => session.location),
    { name: "drawer_id", cell: (session) => drawerGid(session.drawerId) },
    text("drawer", (session) => session.drawer),
    { name: "device_id", cell: (session) => gid("PointOfSaleDevice", session.deviceId) },
    { name: "currency", cell: (session) => session.currency },
    { name: "opened_at", cell: (session) => utc(session.openedAt) },
    { name: "opened_at_local", cell: (session) => local(session.openedAt, session.timeZone), as: "local time" },
    { name: "closed_at", cell: (session) => utc(session.closedAt) },
    { name: "closed_at_local", cell: (session) => local(session.closedAt, session.timeZone), as: "local time" },
    text("opened_by", (session) => person(session.openedBy, session.openedById)),
    text("closed_by", (session) => person(session.closedBy, session.closedById)),
    money("expected_at_open", (session) => session.expectedAtOpen),
    money("counted_at_open", (session) => session.countedAtOpen),
    money("opening_discrepancy", (session) => session.openingDiscrepancy),
    money("cash_sales", (session) => session.cashSales),
    money("cash_refunds", (session) => session.cashRefunds),
    money("net_cash_sales", (session) => session.netCashSales),
    money("adjustments", (session) => session.adjustments),
    money("expected_at_close", (session) => session.expectedAtClose),
    money("counted_at_close", (session) => session.countedAtClose),
    money("closing_discrepancy", (session) => session.closingDiscrepancy),
    money("closing_adjustment", (session) => session.closingAdjustment),
    money("closing_balance", (session) => session.closingBalance),
    money("total_discrepancy", (session) => session.totalDiscrepancy),
    money("total_sales", (session) => session.totalSales),
    money("total_refunds", (session) => session.totalRefunds),
    money("net_sales", (session) => session.netSales),
    { name: "totals_ready", cell: (session) => String(session.totalsReady) },
    { name: "reconciliation", cell: (session) => session.reconciliation },
    money("tolerance", (session) => session.tolerance),
    { name: "failed_checks", cell: (session) => session.failedChecks.join("; ") },
    text("opening_note", (session) => session.openingNote),
    text("closing_note", (session) => session.closingNote),
    { name: "source", cell: (session) => sourceOf(session.id) },
    { name: "review", cell: (session) => reviewOf(session) },
  ];
}
