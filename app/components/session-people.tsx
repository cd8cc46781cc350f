import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { SessionReport } from "#app/reports/session.server.ts";

import { ClockNote } from "./clock-note.tsx";
import { automaticReason } from "./id-words.ts";
import { PermissionNote } from "./permission-banner.tsx";
import { placeName } from "./session-names.ts";
import { sessionsOn } from "./query.ts";
import styles from "./session-people.module.css";
import { useShopFormat } from "./shop-format.tsx";

/** Who opened and closed the session, when, and what they wrote. */
export function SessionPeopleCard({ report }: { report: SessionReport }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { row, openingNote, closingNote, ledger, missingScopes } = report;
  const when = (iso: string) => format.instant(iso, { timeZone: row.timeZone });
  const by = (name: string | null) => (name === null ? "" : `, ${name}`);
  const itself = (type: string) => {
    const words = automaticReason(t, ledger?.find((line) => line.type === type)?.reason ?? null);
    return words === null ? "" : `, ${t("evidence.automatic", { what: words })}`;
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("sessionPeople.whoAndWhen")}
        </Text>
        <dl className={styles.list}>
          <Entry term={t("common.opened")} text={`${when(row.openedAt)}${by(row.openedBy)}${itself("OPENING")}`} />
          {openingNote && <Entry term={t("sessionPeople.noteAtOpen")} text={openingNote} />}
          <Entry
            term={t("common.closed")}
            text={
              row.closedAt === null
                ? t("common.stillOpen")
                : `${when(row.closedAt)}${by(row.closedBy)}${itself("CLOSING")}`
            }
          />
          {closingNote && <Entry term={t("sessionPeople.noteAtClose")} text={closingNote} />}
          <div>
            <dt>{t("common.drawer")}</dt>
            <dd>
              <Link url={`/app/drawers/${row.drawerId}`}>{placeName(t, row)}</Link>
            </dd>
          </div>
          {row.deviceId !== null && (
            <div>
              <dt>{t("sessionPeople.device")}</dt>
              <dd>
                <Link url={sessionsOn(row.deviceId)}>{row.deviceId}</Link>
              </dd>
            </div>
          )}
        </dl>
        <ClockNote timeZone={row.timeZone} currency={row.currency} />
        {missingScopes.includes("read_users") && <PermissionNote scope="read_users" />}
      </BlockStack>
    </Card>
  );
}

function Entry({ term, text }: { term: string; text: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}
