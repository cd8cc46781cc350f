import { ActionList, Box, Button, InlineError, Link, Popover, TextField } from "@shopify/polaris";
import { PrintIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Layout } from "#app/papers/paper-request.ts";

import styles from "./export-button.module.css";
import { openPaper, type PaperBrowser, PaperError } from "./open-paper.ts";
import { useShopFormat } from "./shop-format.tsx";

/** What is to be printed: a session, a day of a location that is chosen here, or a number that was issued before. */
type Printable =
  { session: string } | { location: string; latestDay: string } | { place: string; number: number; hasLedger: boolean };

/** Numbers a Z-report and opens it in a tab of its own, where it prints. */
export function PrintButton({ of, onPrinted }: { of: Printable; onPrinted?(): void }) {
  const { t } = useTranslation();
  const { locale } = useShopFormat();
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [blocked, setBlocked] = useState<string | null>(null);
  const isDay = "location" in of;
  const isAgain = "number" in of;
  const [date, setDate] = useState(isDay ? of.latestDay : "");
  const hasLedger = isAgain ? of.hasLedger : !isDay;
  const layouts: Layout[] = hasLedger ? ["sheet", "ledger", "slip"] : ["sheet", "slip"];

  async function print(layout: Layout) {
    setIsOpen(false);
    setIsBusy(true);
    setProblem(null);
    setBlocked(null);
    try {
      setBlocked(await openPaper(t, { ...subjectOf(of, date), layout, locale }, thisBrowser()));
      onPrinted?.();
    } catch (error) {
      setProblem(error instanceof PaperError ? error.message : t("print.failed", { reason: t("print.unreachable") }));
    } finally {
      setIsBusy(false);
    }
  }

  const title = isAgain
    ? t("issuedPapers.againOf", { number: String(of.number) })
    : isDay
      ? t("print.day")
      : t("print.session");
  const activator = isAgain ? (
    <Button
      icon={PrintIcon}
      variant="tertiary"
      loading={isBusy}
      accessibilityLabel={title}
      onClick={() => setIsOpen(!isOpen)}
    />
  ) : (
    <Button icon={PrintIcon} loading={isBusy} disclosure="down" onClick={() => setIsOpen(!isOpen)}>
      {t("print.button")}
    </Button>
  );
  return (
    <div className={styles.export}>
      <Popover active={isOpen} activator={activator} onClose={() => setIsOpen(false)} preferredAlignment="right">
        <div role="dialog" aria-label={title}>
          {isDay && (
            <Box padding="300" paddingBlockEnd="0">
              <TextField
                label={t("print.dayLabel")}
                helpText={t("print.dayHelp")}
                type="date"
                autoComplete="off"
                value={date}
                onChange={setDate}
              />
            </Box>
          )}
          <ActionList
            actionRole="menuitem"
            sections={[
              {
                title: isDay ? undefined : title,
                items: layouts.map((layout) => ({
                  ...t(`paperLayout.${layout}`, { returnObjects: true }),
                  onAction: () => void print(layout),
                })),
              },
            ]}
          />
          {!isAgain && (
            <Box padding="300" borderBlockStartWidth="025" borderColor="border-secondary">
              <Link url={`/app/z-reports${isDay ? `?place=location:${of.location}` : ""}`}>
                {t("issuedPapers.link")}
              </Link>
            </Box>
          )}
        </div>
      </Popover>
      <div role="status" className={styles.problem}>
        {problem && <InlineError fieldID="print" message={problem} />}
        {blocked && (
          <>
            {`${t("print.blocked")} `}
            <Link url={blocked} target="_blank" onClick={() => setBlocked(null)}>
              {t("print.open")}
            </Link>
          </>
        )}
      </div>
    </div>
  );
}

function subjectOf(of: Printable, date: string): Record<string, string> {
  if ("number" in of) return { place: of.place, number: String(of.number) };
  return "location" in of ? { location: of.location, date } : { session: of.session };
}

function thisBrowser(): PaperBrowser {
  return {
    // Looked up at the call: App Bridge replaces window.fetch with one that adds the id token.
    fetch: (...request) => window.fetch(...request),
    openTab: (address) => window.open(address, "_blank") !== null,
  };
}
