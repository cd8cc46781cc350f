import { BlockStack, Card, Link, Text } from "@shopify/polaris";

import type { SessionReport } from "#app/reports/session.server.ts";

import { ClockNote } from "./clock-note.tsx";
import { PermissionNote } from "./permission-banner.tsx";
import { placeName } from "./session-names.ts";
import styles from "./session-people.module.css";
import { useShopFormat } from "./shop-format.tsx";
import { automaticReason } from "./words.ts";

/** Who opened and closed the session, when, and what they wrote. */
export function SessionPeopleCard({ report }: { report: SessionReport }) {
  const format = useShopFormat();
  const { row, openingNote, closingNote, ledger, missingScopes } = report;
  const when = (iso: string) => format.instant(iso, { timeZone: row.timeZone });
  const by = (name: string | null) => (name === null ? "" : `, ${name}`);
  const itself = (type: string) => {
    const words = automaticReason(ledger?.find((line) => line.type === type)?.reason ?? null);
    return words === null ? "" : `, ${words}; nobody counted`;
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Who and when
        </Text>
        <dl className={styles.list}>
          <Entry term="Opened" text={`${when(row.openedAt)}${by(row.openedBy)}${itself("OPENING")}`} />
          {openingNote && <Entry term="Note at open" text={openingNote} />}
          <Entry
            term="Closed"
            text={row.closedAt === null ? "Still open" : `${when(row.closedAt)}${by(row.closedBy)}${itself("CLOSING")}`}
          />
          {closingNote && <Entry term="Note at close" text={closingNote} />}
          <div>
            <dt>Drawer</dt>
            <dd>
              <Link url={`/app/drawers/${row.drawerId}`}>{placeName(row)}</Link>
            </dd>
          </div>
          {row.deviceId !== null && <Entry term="Device" text={row.deviceId} />}
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
