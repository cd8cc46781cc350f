import { Card, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DeviceRow, DrawerUse, SharedUseRow } from "#app/reports/drawer-devices.server.ts";

import { DataTable } from "./data-table.tsx";
import { sessionsOn } from "./query.ts";
import styles from "./drawer-report.module.css";
import { listed } from "./listed.ts";
import { type OrderedColumn, useOrdered } from "./ordered-rows.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface DevicesCardProps {
  devices: DeviceRow[];
  timeZone: string;
  /** Why devices are not known, where they are not. */
  children?: ReactNode;
}

/** Which devices worked on the drawer. */
export function DevicesCard({ devices, timeZone, children }: DevicesCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const columns: OrderedColumn<DeviceRow>[] = [
    {
      ...{ id: "device", heading: t("devices.device"), by: (row) => row.deviceId, first: "ascending" },
      cell: (row) =>
        row.deviceId === null ? t("devices.unknown") : <Link url={sessionsOn(row.deviceId)}>{row.deviceId}</Link>,
    },
    {
      ...{ id: "sessions", heading: t("devices.sessions"), align: "end", by: (row) => row.sessions },
      cell: (row) => format.count(row.sessions),
    },
    {
      ...{ id: "last", heading: t("devices.lastUsed"), align: "end", by: (row) => Date.parse(row.lastUsedAt) },
      cell: (row) => format.instant(row.lastUsedAt, { style: "brief", timeZone }),
    },
  ];
  const ordered = useOrdered(columns, devices, { parameter: "devices_order", locale: format.locale });
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h2" variant="headingSm">
          {t("devices.heading")}
        </Text>
      </div>
      {!devices.some(({ deviceId }) => deviceId !== null) ? (
        <div className={styles.body}>
          <Text as="p" tone="subdued">
            {devices.length === 0 ? t("devices.none") : t("devices.notShown")}
          </Text>
        </div>
      ) : (
        <DataTable caption={t("devices.caption")} {...ordered} rowKey={(row) => row.deviceId ?? ""} />
      )}
      {children && <div className={styles.foot}>{children}</div>}
    </Card>
  );
}

/** When several sessions ran on the drawer at once, and whose. */
export function SharedUseCard({ use, timeZone }: { use: DrawerUse; timeZone: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { shared, sharedCount, sharedHours } = use;
  const hours = hoursOf(sharedHours, format);
  return (
    <Card padding="0">
      <div className={styles.head}>
        <div className={styles.text}>
          <Text as="h2" variant="headingSm">
            {t("sharedUse.heading")}
          </Text>
          <Text as="p" tone="subdued">
            {sharedCount === 0 ? t("sharedUse.none") : t("sharedUse.summary", { count: sharedCount, hours })}
          </Text>
          {sharedCount > shared.length && (
            <Text as="p" tone="subdued">
              {t("sharedUse.onlyLatest", { count: shared.length })}
            </Text>
          )}
        </div>
      </div>
      {shared.length > 0 && (
        <ul className={styles.list}>
          {shared.map((window) => (
            <li key={window.from}>
              <Window window={window} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Window({ window: { from, to, hours, sessions }, timeZone }: { window: SharedUseRow; timeZone: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const start =
    to === null ? format.instant(from, { style: "brief", timeZone }) : format.withoutZone(from, timeZone, "brief");
  const end = to === null ? t("sharedUse.still") : format.instant(to, { style: "time", timeZone });
  return (
    <>
      {listed(t, [`${start} – ${end}`, hoursOf(hours, format)])}
      <span className={styles.people}>
        {sessions.map(({ id, deviceId, openedBy, closedBy }) => (
          <Link key={id} url={`/app/sessions/${id}`}>
            {listed(t, [deviceId && t("sharedUse.device", { id: deviceId }), closedBy ?? openedBy]) ||
              t("sharedUse.unnamed", { id })}
          </Link>
        ))}
      </span>
    </>
  );
}

/** "3 hours 20 minutes", counted from an arbitrary moment. */
function hoursOf(hours: number, format: ShopFormat): string {
  return format.duration(new Date(0).toISOString(), new Date(hours * 3_600_000).toISOString());
}
