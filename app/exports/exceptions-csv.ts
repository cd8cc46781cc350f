import { isoLocal } from "#app/calendar/iso.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { ExceptionDetail, ExceptionRow } from "#app/reports/exception-rows.ts";
import { drawerGid, gid, person, sessionGid } from "./cells.ts";
import type { Column } from "./csv.ts";

type Kind = ExceptionDetail["kind"];
type DetailOf<K extends Kind> = Extract<ExceptionDetail, { kind: K }>;

/** A cell that only exceptions of these kinds have. */
function only<K extends Kind>(kinds: readonly K[], of: (detail: DetailOf<K>, row: ExceptionRow) => string | null) {
  return (row: ExceptionRow): string | null =>
    kinds.some((kind) => kind === row.detail.kind) ? of(row.detail as DetailOf<K>, row) : null;
}

const amountOf = (money: WireMoney | null) => money && money.amount;
const numberOf = (value: number | null) => (value === null ? null : String(value));

function gap(name: string, of: (detail: DetailOf<"carry_over_gap">) => string | null): Column<ExceptionRow> {
  return { name, cell: only(["carry_over_gap"], of) };
}

/** The columns of exceptions.csv, in the order that docs/exports.md promises. */
export const EXCEPTION_COLUMNS: readonly Column<ExceptionRow>[] = [
  { name: "kind", cell: ({ kind }) => kind },
  { name: "about", cell: ({ subject }) => subject.type },
  { name: "at", cell: ({ at }) => at },
  { name: "at_local", cell: ({ at, timeZone }) => isoLocal(new Date(at), timeZone), as: "local time" },
  { name: "session_id", cell: ({ subject }) => (subject.type === "session" ? sessionGid(subject.id) : null) },
  { name: "drawer_id", cell: ({ drawerId }) => drawerGid(drawerId) },
  { name: "drawer", cell: ({ drawer }) => drawer, isFreeText: true },
  { name: "location", cell: ({ location }) => location, isFreeText: true },
  { name: "staff_id", cell: ({ subject }) => (subject.type === "person" ? gid("StaffMember", subject.id) : null) },
  { name: "staff", cell: ({ person: name }) => name, isFreeText: true },
  { name: "currency", cell: ({ amount }) => amount && amount.currency },
  { name: "amount", cell: ({ amount }) => amountOf(amount), as: "number" },
  { name: "hours_open", cell: only(["stale_open"], ({ hoursOpen }) => numberOf(hoursOpen)), as: "number" },
  {
    name: "reason",
    cell: only(["opened_automatically", "closed_automatically"], ({ reason }) => reason),
    isFreeText: true,
  },
  { ...gap("left_before", ({ left }) => amountOf(left)), as: "number" },
  { ...gap("expected_at_open", ({ expected }) => expected.amount), as: "number" },
  { ...gap("hours_between", ({ hoursBetween }) => numberOf(hoursBetween)), as: "number" },
  gap("previous_session_id", ({ previousId }) => previousId && sessionGid(previousId)),
  { ...gap("previous_closed_by", ({ previousBy }) => previousBy), isFreeText: true },
  { name: "failed_checks", cell: only(["arithmetic"], ({ failedChecks }) => failedChecks.join("; ")) },
  { name: "adjustments", cell: only(["silent_adjustment"], ({ lines }) => String(lines.length)), as: "number" },
  { name: "restated_at", cell: only(["restated"], ({ restatedAt }) => restatedAt) },
  { name: "discrepancy_before", cell: only(["restated"], ({ before }) => amountOf(before)), as: "number" },
  { name: "sessions_short", cell: only(["repeated_shorts"], ({ count }) => String(count)), as: "number" },
  { name: "window_days", cell: only(["repeated_shorts"], ({ windowDays }) => String(windowDays)), as: "number" },
  { name: "counts_in_a_row", cell: only(["too_perfect"], ({ length }) => String(length)), as: "number" },
  { name: "since", cell: only(["too_perfect"], ({ since }) => since) },
  { name: "peer_counts", cell: only(["too_perfect"], ({ peerCounts }) => String(peerCounts)), as: "number" },
  { name: "peer_balanced", cell: only(["too_perfect"], ({ peerBalanced }) => String(peerBalanced)), as: "number" },
  { name: "chance", cell: only(["too_perfect"], ({ chance }) => chance.toPrecision(4)), as: "number" },
  { name: "dismissed_at", cell: ({ dismissed }) => dismissed && dismissed.at },
  {
    name: "dismissed_by",
    cell: ({ dismissed }) => dismissed && person(dismissed.by, dismissed.userId),
    isFreeText: true,
  },
  { name: "dismissed_because", cell: ({ dismissed }) => dismissed && dismissed.reason, isFreeText: true },
];
