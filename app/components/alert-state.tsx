import { Banner, BlockStack, Link, List, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { AlertState, MissedRow } from "#app/reports/alert-state.server.ts";

import { useShopFormat } from "./shop-format.tsx";

/** What was sent last, what waits, and what was missed, with what to do about it. */
export function AlertStateLines({ alerts, isOn }: { alerts: AlertState; isOn: boolean }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { lastSent, waiting, waitingCode, missed, missedCount } = alerts;
  // Nothing has ever happened, and nothing is to.
  if (!isOn && lastSent === null && waiting === 0 && missedCount === 0) return null;
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t("alertState.title")}
      </Text>
      <Text as="p" tone={lastSent === null ? "subdued" : undefined}>
        {lastSent === null ? (
          t("alertState.neverSent")
        ) : (
          <>
            {`${t("alertState.lastSent", { when: format.instant(lastSent.at, { style: "brief" }) })} `}
            <SessionLink id={lastSent.sessionId} />
          </>
        )}
      </Text>
      {waiting > 0 && waitingCode === null && <Text as="p">{t("alertState.waiting", { count: waiting })}</Text>}
      {waiting > 0 && waitingCode !== null && (
        <Banner tone="warning" title={t("alertState.waiting", { count: waiting })}>
          <p>{troubleInWords(t, "waiting", waitingCode)}</p>
        </Banner>
      )}
      {missedCount > 0 && (
        <Banner tone="warning" title={t("alertState.missedTitle", { count: missedCount })}>
          <BlockStack gap="200">
            <p>{t("alertState.missedWhat")}</p>
            <List>
              {missed.map((row) => (
                <Missed key={`${row.kind} ${row.sessionId} ${row.at}`} {...{ row }} />
              ))}
            </List>
          </BlockStack>
        </Banner>
      )}
    </BlockStack>
  );
}

function Missed({ row: { kind, sessionId, at, state, code } }: { row: MissedRow }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const when = format.instant(at, { style: "brief" });
  return (
    <List.Item>
      {`${t("alertState.missedLine", { kind: t(`alertKind.${kind}.label`), when })} `}
      <SessionLink id={sessionId} />
      {`. ${troubleInWords(t, state, code)}`}
    </List.Item>
  );
}

function SessionLink({ id }: { id: string }) {
  const { t } = useTranslation();
  return <Link url={`/app/sessions/${id}`}>{t("alertState.session", { id })}</Link>;
}

function troubleInWords(t: TFunction, state: MissedRow["state"] | "waiting", code: string): string {
  switch (code) {
    case "UNKNOWN_TRIGGER":
      return t("alertTrouble.unknownTrigger");
    case "REFUSED_PAYLOAD":
      return t("alertTrouble.refusedPayload");
    case "NO_ANSWER":
      return t("alertTrouble.noAnswer");
    case "TOKEN_REVOKED":
    case "NOT_INSTALLED":
    case "SHOP_NOT_FOUND":
    case "FORBIDDEN":
      return t("alertTrouble.noAccess");
    case "SHOP_FROZEN":
    case "SHOP_LOCKED":
      return t("alertTrouble.storeClosed");
    default:
      return state === "failed" ? t("alertTrouble.givenUp") : t("alertTrouble.unreachable");
  }
}
