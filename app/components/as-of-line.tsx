import { Banner, BlockStack, Link } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { SyncStatus } from "#app/reports/sync-status.server.ts";

import styles from "./as-of-line.module.css";
import { failureWords } from "./id-words.ts";
import { PermissionBanner } from "./permission-banner.tsx";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { useRevalidation } from "./use-revalidation.ts";

interface AsOfLineProps {
  sync: SyncStatus;
  /** When the loader answered: what relative times are relative to. */
  now: string;
}

/** What moment the figures are true for, what is still under way, and what is missing and why. */
export function AsOfLine({ sync, now }: AsOfLineProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const isAway = useRevalidation(isUnderWay(sync) ? BUSY_MS : IDLE_MS);
  return (
    <BlockStack gap="300">
      <div className={styles.line}>
        {sync.asOf ? (
          <Link url="/app/sync" monochrome>
            <time dateTime={sync.asOf} suppressHydrationWarning>
              {t("asOfLine.dataAsOf", { when: format.withZone(sync.asOf), ago: format.ago(sync.asOf, now) })}
            </time>
          </Link>
        ) : (
          <span>{sync.sessions === 0 ? t("asOfLine.noDataYet") : t("asOfLine.notCompleteYet")}</span>
        )}
        {(isBusy(sync) || sync.derivation !== null) && <SyncProgress sync={sync} />}
        {sync.ledgersPending > 0 && <span>{t("asOfLine.ledgersUnread", { count: sync.ledgersPending })}</span>}
      </div>
      {/* Always there, so that what comes into it is read out. */}
      <div role="status">{isAway && <Away now={now} />}</div>
      {sync.state === "failed" && <SyncFailure sync={sync} />}
      {sync.missingScopes.includes("read_cash_tracking") && sync.asOf && (
        <PermissionBanner scope="read_cash_tracking" />
      )}
    </BlockStack>
  );
}

function Away({ now }: { now: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <Banner tone="warning" title={t("asOfLine.away")}>
      <p>{t("asOfLine.awayWhat", { time: format.instant(now, { style: "time" }) })}</p>
    </Banner>
  );
}

function SyncProgress({ sync }: { sync: SyncStatus }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <span className={styles.busy} suppressHydrationWarning>
      <span className={styles.pulse} aria-hidden="true" />
      {progressInWords(t, sync, format)}
    </span>
  );
}

/** What the sync is at, and while the history is still coming, how far it is. */
export function progressInWords(t: TFunction, sync: SyncStatus, format: ShopFormat): string {
  const { state, sessions, asOf, historyFrom, isHistoryComplete, retriesAt, derivation } = sync;
  if (derivation !== null) {
    return t("asOfLine.workedOut", { done: derivation.done, of: derivation.of });
  }
  if (state === "queued") return t("asOfLine.queued");
  const activity = activityOf(t, { state, retriesAt }, format);
  if (isHistoryComplete || sessions === 0) return activity;
  // Gone through once more, as after a permission was granted: the figures are all there.
  const day = historyFrom ? format.instant(historyFrom, { style: "date" }) : null;
  if (asOf !== null) {
    return day === null ? t("asOfLine.onceMore", { activity }) : t("asOfLine.onceMoreBackTo", { activity, day });
  }
  if (day === null) return t("asOfLine.soFar", { activity, count: sessions });
  return t("asOfLine.soFarBackTo", { activity, count: sessions, day });
}

function activityOf(
  t: TFunction,
  { state, retriesAt }: Pick<SyncStatus, "state" | "retriesAt">,
  format: ShopFormat,
): string {
  if (state !== "waiting") return t("asOfLine.reading");
  if (!retriesAt) return t("asOfLine.waiting");
  return t("asOfLine.waitingUntil", { time: format.instant(retriesAt, { style: "time" }) });
}

function SyncFailure({ sync }: { sync: SyncStatus }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const next = sync.retriesAt
    ? t("asOfLine.retriesAt", { retriesAt: format.instant(sync.retriesAt, { style: "time" }) })
    : t("asOfLine.retriesOnVisit");
  return (
    <Banner tone="warning" title={t("asOfLine.failed")}>
      <p suppressHydrationWarning>
        {`${failureWords(t, sync.errorCode)} ${next}`}
        {sync.asOf && ` ${t("asOfLine.untilThen", { when: format.withZone(sync.asOf) })}`}
      </p>
    </Banner>
  );
}

/** Whether the mirror is being brought up to date. */
export function isBusy({ state }: SyncStatus): boolean {
  return state === "queued" || state === "running" || state === "waiting";
}

/** The same, in the moments between two runs too. */
function isUnderWay(sync: SyncStatus): boolean {
  const isBeingRead = !sync.isHistoryComplete && !sync.missingScopes.includes("read_cash_tracking");
  return isBusy(sync) || sync.derivation !== null || (isBeingRead && sync.state !== "failed");
}

// Quick enough to see the first figures arrive, slow enough to cost a shop nothing.
const BUSY_MS = 4_000;
// A page that is left open goes on telling the truth: the registers go on selling.
const IDLE_MS = 60_000;
