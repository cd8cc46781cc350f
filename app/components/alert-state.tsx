import { Banner, BlockStack, Link, List, Text } from "@shopify/polaris";

import type { AlertState, MissedRow } from "#app/reports/alert-state.server.ts";

import { ALERT_KIND_WORDS, ALERT_STATE_WORDS, ALERT_TROUBLE_WORDS } from "./alert-words.ts";
import { useShopFormat } from "./shop-format.tsx";

/** What was sent last, what waits, and what was missed, with what to do about it. */
export function AlertStateLines({ alerts, isOn }: { alerts: AlertState; isOn: boolean }) {
  const format = useShopFormat();
  const { lastSent, waiting, waitingCode, missed, missedCount } = alerts;
  const words = ALERT_STATE_WORDS;
  // Nothing has ever happened, and nothing is to.
  if (!isOn && lastSent === null && waiting === 0 && missedCount === 0) return null;
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {words.title}
      </Text>
      <Text as="p" tone={lastSent === null ? "subdued" : undefined}>
        {lastSent === null ? (
          words.neverSent
        ) : (
          <>
            {`${words.lastSent(format.instant(lastSent.at, { style: "brief" }))} `}
            <SessionLink id={lastSent.sessionId} />
          </>
        )}
      </Text>
      {waiting > 0 && waitingCode === null && <Text as="p">{words.waiting(format.count(waiting), waiting === 1)}</Text>}
      {waiting > 0 && waitingCode !== null && (
        <Banner tone="warning" title={words.waiting(format.count(waiting), waiting === 1)}>
          <p>{troubleInWords("waiting", waitingCode)}</p>
        </Banner>
      )}
      {missedCount > 0 && (
        <Banner tone="warning" title={words.missedTitle(format.count(missedCount), missedCount === 1)}>
          <BlockStack gap="200">
            <p>{words.missedWhat}</p>
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
  const format = useShopFormat();
  const when = format.instant(at, { style: "brief" });
  return (
    <List.Item>
      {`${ALERT_STATE_WORDS.missedLine(ALERT_KIND_WORDS[kind].label, when)} `}
      <SessionLink id={sessionId} />
      {`. ${troubleInWords(state, code)}`}
    </List.Item>
  );
}

function SessionLink({ id }: { id: string }) {
  return <Link url={`/app/sessions/${id}`}>{ALERT_STATE_WORDS.session(id)}</Link>;
}

function troubleInWords(state: MissedRow["state"] | "waiting", code: string): string {
  const words = ALERT_TROUBLE_WORDS;
  switch (code) {
    case "UNKNOWN_TRIGGER":
      return words.unknownTrigger;
    case "REFUSED_PAYLOAD":
      return words.refusedPayload;
    case "NO_ANSWER":
      return words.noAnswer;
    case "TOKEN_REVOKED":
    case "NOT_INSTALLED":
    case "SHOP_NOT_FOUND":
    case "FORBIDDEN":
      return words.noAccess;
    case "SHOP_FROZEN":
    case "SHOP_LOCKED":
      return words.storeClosed;
    default:
      return state === "failed" ? words.givenUp : words.unreachable;
  }
}
