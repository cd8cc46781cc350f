import { Card, Link, Text } from "@shopify/polaris";

import type { SharedDrawer, SharedSession, SharedStretch } from "#app/reports/session-shared.server.ts";

import { DataTable, type Column } from "./data-table.tsx";
import { Discrepancy, Figure } from "./figure.tsx";
import { sessionHours } from "./session-names.ts";
import { SHARED } from "./shared-drawer-words.ts";
import styles from "./shared-drawer.module.css";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface SharedDrawerProps {
  shared: SharedDrawer;
  timeZone: string;
}

/** The sessions that ran on the drawer at the same time side by side, and who handled what between two counts. */
export function SharedDrawerCard({ shared: { sessions, stretches }, timeZone }: SharedDrawerProps) {
  const format = useShopFormat();
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h2" variant="headingSm">
          {SHARED.heading}
        </Text>
        <Text as="p" tone="subdued">
          {SHARED.explanation}
        </Text>
      </div>
      <DataTable
        caption={SHARED.sessionsCaption}
        columns={sessionColumns(timeZone, format)}
        rows={sessions}
        rowKey={({ id }) => id}
        card={(row) => ({
          title: <Who session={row} />,
          figure: <Figure value={row.handled} sign="always" />,
          detail: sessionHours({ ...row, timeZone }, format),
          note: `${format.count(row.entries)} ${SHARED.entries.toLowerCase()}`,
        })}
      />
      {stretches === null ? (
        <div className={styles.note}>
          <Text as="p" tone="subdued">
            {SHARED.unread}
          </Text>
        </div>
      ) : (
        <div className={styles.stretches}>
          <DataTable
            caption={SHARED.countsCaption}
            columns={stretchColumns(sessions, timeZone, format)}
            rows={stretches}
            rowKey={({ from, to }) => `${from} ${to}`}
            card={(row) => ({
              title: timesOf(row, timeZone, format),
              figure: <Found stretch={row} />,
              detail: <Handlers stretch={row} sessions={sessions} />,
            })}
          />
        </div>
      )}
    </Card>
  );
}

function sessionColumns(timeZone: string, format: ShopFormat): Column<SharedSession>[] {
  return [
    { id: "session", heading: SHARED.session, cell: (row) => <Who session={row} /> },
    { id: "hours", heading: SHARED.hours, cell: (row) => sessionHours({ ...row, timeZone }, format) },
    { id: "entries", heading: SHARED.entries, align: "end", cell: (row) => format.count(row.entries) },
    {
      id: "handled",
      heading: SHARED.handled,
      align: "end",
      cell: (row) => <Figure value={row.handled} sign="always" />,
    },
    {
      id: "discrepancy",
      heading: SHARED.discrepancy,
      align: "end",
      cell: (row) => (row.closedAt === null ? SHARED.open : <Discrepancy value={row.totalDiscrepancy} isAligned />),
    },
  ];
}

function stretchColumns(sessions: SharedSession[], timeZone: string, format: ShopFormat): Column<SharedStretch>[] {
  return [
    { id: "between", heading: SHARED.between, cell: (row) => timesOf(row, timeZone, format) },
    { id: "who", heading: SHARED.who, cell: (row) => <Handlers stretch={row} sessions={sessions} /> },
    { id: "found", heading: SHARED.found, align: "end", cell: (row) => <Found stretch={row} /> },
  ];
}

function Who({ session }: { session: SharedSession }) {
  const name = nameOf(session);
  if (session.isThis) return <strong>{`${name}, ${SHARED.thisOne}`}</strong>;
  return <Link url={`/app/sessions/${session.id}`}>{name}</Link>;
}

/** By its people where they are known, by its device where that is, by its number where neither is. */
function nameOf({ id, deviceId, openedBy, closedBy }: SharedSession): string {
  const people = [...new Set([openedBy, closedBy])].filter((name) => name !== null).join(", ");
  return [people, deviceId === null ? "" : SHARED.device(deviceId)].filter(Boolean).join(", ") || SHARED.unnamed(id);
}

function Handlers({ stretch: { handled }, sessions }: { stretch: SharedStretch; sessions: SharedSession[] }) {
  const format = useShopFormat();
  if (handled.length === 0) return <>{SHARED.nobody}</>;
  const name = (id: string) => {
    const session = sessions.find((one) => one.id === id);
    return session ? nameOf(session) : SHARED.unnamed(id);
  };
  return (
    <ul className={styles.handlers}>
      {handled.map(({ sessionId, amount, staff }) => (
        <li key={sessionId}>
          {`${staff.length > 0 ? staff.join(", ") : name(sessionId)}: ${format.money(amount, { sign: "always" })}`}
        </li>
      ))}
    </ul>
  );
}

function Found({ stretch: { to, found } }: { stretch: SharedStretch }) {
  if (to === null) return <>{SHARED.noCount}</>;
  return <Discrepancy value={found} isAligned />;
}

function timesOf({ from, to }: SharedStretch, timeZone: string, format: ShopFormat): string {
  const start = format.withoutZone(from, timeZone, "brief");
  return to === null ? `${start} –` : `${start} – ${format.timeOnly(to, timeZone)}`;
}
