import { useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Link } from "@shopify/polaris";
import { useEffect } from "react";

import type { SyncStatus } from "#app/reports/sync-status.server.ts";

import styles from "./as-of-line.module.css";
import { PermissionBanner } from "./permission-banner.tsx";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface AsOfLineProps {
  sync: SyncStatus;
  /** When the loader answered: what relative times are relative to. */
  now: string;
}

/** What moment the figures are true for, what is still under way, and what is missing and why. */
export function AsOfLine({ sync, now }: AsOfLineProps) {
  const format = useShopFormat();
  useRevalidation(isUnderWay(sync) ? BUSY_MS : IDLE_MS);
  return (
    <BlockStack gap="300">
      <div className={styles.line}>
        {sync.asOf ? (
          <Link url="/app/sync" monochrome>
            <time dateTime={sync.asOf} suppressHydrationWarning>
              {`Data as of ${format.withZone(sync.asOf)}, ${format.ago(sync.asOf, now)}`}
            </time>
          </Link>
        ) : (
          <span>{sync.sessions === 0 ? "No data yet" : "Not complete yet"}</span>
        )}
        {(isBusy(sync) || sync.derivation !== null) && <SyncProgress sync={sync} />}
        {sync.ledgersPending > 0 && (
          <span>{`${plural(sync.ledgersPending, "ledger", format.count)} still to be read`}</span>
        )}
      </div>
      {sync.state === "failed" && <SyncFailure sync={sync} />}
      {sync.missingScopes.includes("read_cash_tracking") && sync.asOf && (
        <PermissionBanner scope="read_cash_tracking" />
      )}
    </BlockStack>
  );
}

function SyncProgress({ sync }: { sync: SyncStatus }) {
  const format = useShopFormat();
  return (
    <span className={styles.busy} suppressHydrationWarning>
      <span className={styles.pulse} aria-hidden="true" />
      {progressInWords(sync, format)}
    </span>
  );
}

/** What the sync is at, and while the history is still coming, how far it is. */
export function progressInWords(sync: SyncStatus, format: ShopFormat): string {
  const { state, sessions, asOf, historyFrom, isHistoryComplete, retriesAt, derivation } = sync;
  if (derivation !== null) {
    return `Figures are being worked out anew by the changed settings: ${format.count(derivation.done)} of ${format.count(derivation.of)}`;
  }
  if (state === "queued") return "Waiting to read from Shopify";
  const until = retriesAt ? ` until ${format.instant(retriesAt, { style: "time" })}` : "";
  const activity = state === "waiting" ? `Waiting for Shopify${until}` : "Reading from Shopify";
  if (isHistoryComplete || sessions === 0) return activity;
  // Gone through once more, as after a permission was granted: the figures are all there.
  const reach = historyFrom ? `, back to ${format.instant(historyFrom, { style: "date" })}` : "";
  if (asOf !== null) return `${activity} once more${reach}`;
  return `${activity}: ${plural(sessions, "session", format.count)} so far${reach}`;
}

function SyncFailure({ sync }: { sync: SyncStatus }) {
  const format = useShopFormat();
  const next = sync.retriesAt
    ? `It is tried again by itself at ${format.instant(sync.retriesAt, { style: "time" })}.`
    : "It is tried again on your next visit.";
  return (
    <Banner tone="warning" title="The figures could not be brought up to date">
      <p suppressHydrationWarning>
        {`${sync.error ?? "The reason is not known."} ${next}`}
        {sync.asOf && ` Until then the figures are those of ${format.withZone(sync.asOf)}.`}
      </p>
    </Banner>
  );
}

/** Whether the mirror is being brought up to date. */
export function isBusy({ state }: SyncStatus): boolean {
  return state === "queued" || state === "running" || state === "waiting";
}

/** "1 session", "1,204 sessions". */
export function plural(count: number, noun: string, write: (count: number) => string): string {
  return `${write(count)} ${noun}${count === 1 ? "" : "s"}`;
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

function useRevalidation(everyMs: number) {
  const { revalidate, state } = useRevalidator();
  const isIdle = state === "idle";
  useEffect(() => {
    if (!isIdle) return;
    const look = () => {
      if (document.visibilityState === "visible") revalidate();
    };
    const timer = setInterval(look, everyMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [everyMs, isIdle, revalidate]);
}
