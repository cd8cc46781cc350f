import { Card, Link, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { SharedDrawer, SharedSession, SharedStretch } from "#app/reports/session-shared.server.ts";

import { DataTable, type Column } from "./data-table.tsx";
import { Discrepancy, Figure } from "./figure.tsx";
import { listed } from "./listed.ts";
import { sessionHours } from "./session-names.ts";
import styles from "./shared-drawer.module.css";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface SharedDrawerProps {
  shared: SharedDrawer;
  timeZone: string;
}

/** The sessions that ran on the drawer at the same time side by side, and who handled what between two counts. */
export function SharedDrawerCard({ shared: { sessions, stretches }, timeZone }: SharedDrawerProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h2" variant="headingSm">
          {t("sharedSession.heading")}
        </Text>
        <Text as="p" tone="subdued">
          {t("sharedSession.explanation")}
        </Text>
      </div>
      <DataTable
        caption={t("sharedSession.sessionsCaption")}
        columns={sessionColumns(t, timeZone, format)}
        rows={sessions}
        rowKey={({ id }) => id}
        card={(row) => ({
          title: <Who session={row} />,
          figure: <Figure value={row.handled} sign="always" />,
          detail: sessionHours(t, { ...row, timeZone }, format),
          note: t("counts.entry", { count: row.entries }),
        })}
      />
      {stretches === null && (
        <div className={styles.note}>
          <Text as="p" tone="subdued">
            {t("sharedSession.unread")}
          </Text>
        </div>
      )}
      {/* Before a second count there is nothing between two, and a head without rows says less than nothing. */}
      {stretches !== null && stretches.length > 0 && (
        <div className={styles.stretches}>
          <DataTable
            caption={t("sharedSession.countsCaption")}
            columns={stretchColumns(t, sessions, timeZone, format)}
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

function sessionColumns(t: TFunction, timeZone: string, format: ShopFormat): Column<SharedSession>[] {
  return [
    { id: "session", heading: t("sharedSession.session"), cell: (row) => <Who session={row} /> },
    { id: "hours", heading: t("sharedSession.hours"), cell: (row) => sessionHours(t, { ...row, timeZone }, format) },
    { id: "entries", heading: t("sharedSession.entries"), align: "end", cell: (row) => format.count(row.entries) },
    {
      id: "handled",
      heading: t("sharedSession.handled"),
      align: "end",
      cell: (row) => <Figure value={row.handled} sign="always" />,
    },
    {
      id: "discrepancy",
      heading: t("sharedSession.discrepancy"),
      align: "end",
      cell: (row) =>
        row.closedAt === null ? t("sharedSession.open") : <Discrepancy value={row.totalDiscrepancy} isAligned />,
    },
  ];
}

function stretchColumns(
  t: TFunction,
  sessions: SharedSession[],
  timeZone: string,
  format: ShopFormat,
): Column<SharedStretch>[] {
  return [
    { id: "between", heading: t("sharedSession.between"), cell: (row) => timesOf(row, timeZone, format) },
    { id: "who", heading: t("sharedSession.who"), cell: (row) => <Handlers stretch={row} sessions={sessions} /> },
    { id: "found", heading: t("sharedSession.found"), align: "end", cell: (row) => <Found stretch={row} /> },
  ];
}

function Who({ session }: { session: SharedSession }) {
  const { t } = useTranslation();
  const name = nameOf(t, session);
  if (session.isThis) return <strong>{listed(t, [name, t("sharedSession.thisOne")])}</strong>;
  return <Link url={`/app/sessions/${session.id}`}>{name}</Link>;
}

/** By its people where they are known, by its device where that is, by its number where neither is. */
function nameOf(t: TFunction, { id, deviceId, openedBy, closedBy }: SharedSession): string {
  const device = deviceId !== null && t("sharedSession.device", { id: deviceId });
  return listed(t, [...new Set([openedBy, closedBy]), device]) || t("sharedSession.unnamed", { id });
}

function Handlers({ stretch: { handled }, sessions }: { stretch: SharedStretch; sessions: SharedSession[] }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (handled.length === 0) return <>{t("sharedSession.nobody")}</>;
  const name = (id: string) => {
    const session = sessions.find((one) => one.id === id);
    return session ? nameOf(t, session) : t("sharedSession.unnamed", { id });
  };
  return (
    <ul className={styles.handlers}>
      {handled.map(({ sessionId, amount, staff }) => (
        <li key={sessionId}>
          {t("search.named", {
            what: staff.length > 0 ? listed(t, staff) : name(sessionId),
            name: format.money(amount, { sign: "always" }),
          })}
        </li>
      ))}
    </ul>
  );
}

function Found({ stretch: { to, found } }: { stretch: SharedStretch }) {
  const { t } = useTranslation();
  if (to === null) return <>{t("sharedSession.noCount")}</>;
  return <Discrepancy value={found} isAligned />;
}

function timesOf({ from, to }: SharedStretch, timeZone: string, format: ShopFormat): string {
  if (to === null) return `${format.instant(from, { timeZone, style: "brief" })} –`;
  return `${format.withoutZone(from, timeZone, "brief")} – ${format.instant(to, { timeZone, style: "time" })}`;
}
