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
  const [isOpen, setIsOpen] = useState(false);
  const printing = usePrinting(of, onPrinted);
  const activator =
    "number" in of ? (
      <Button
        icon={PrintIcon}
        variant="tertiary"
        loading={printing.isBusy}
        accessibilityLabel={printing.title}
        onClick={() => setIsOpen(!isOpen)}
      />
    ) : (
      <Button icon={PrintIcon} loading={printing.isBusy} disclosure="down" onClick={() => setIsOpen(!isOpen)}>
        {t("print.button")}
      </Button>
    );
  return (
    <div className={styles.export}>
      <Popover active={isOpen} activator={activator} onClose={() => setIsOpen(false)} preferredAlignment="right">
        <div role="dialog" aria-label={printing.title}>
          <PrintLayouts of={of} printing={printing} onChosen={() => setIsOpen(false)} />
        </div>
      </Popover>
      <PrintAnswer printing={printing} />
    </div>
  );
}

export interface Printing {
  title: string;
  isBusy: boolean;
  problem: string | null;
  /** The paper's address, where the browser opened no tab for it. */
  blocked: string | null;
  date: string;
  setDate(date: string): void;
  print(layout: Layout): Promise<void>;
  openedByHand(): void;
}

/** What is printed next, and what became of it. */
export function usePrinting(of: Printable, onPrinted?: () => void): Printing {
  const { t } = useTranslation();
  const { locale } = useShopFormat();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [blocked, setBlocked] = useState<string | null>(null);
  const [date, setDate] = useState("location" in of ? of.latestDay : "");

  async function print(layout: Layout) {
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

  const title =
    "number" in of
      ? t("issuedPapers.againOf", { number: String(of.number) })
      : t("location" in of ? "print.day" : "print.session");
  return { title, isBusy, problem, blocked, date, setDate, print, openedByHand: () => setBlocked(null) };
}

interface PrintLayoutsProps {
  of: Printable;
  printing: Printing;
  onChosen(): void;
}

/** The layouts to choose from: of a location first the day, and of what has no number yet the way to those that do. */
export function PrintLayouts({ of, printing, onChosen }: PrintLayoutsProps) {
  const { t } = useTranslation();
  const isDay = "location" in of;
  const isAgain = "number" in of;
  const hasLedger = isAgain ? of.hasLedger : !isDay;
  const layouts: Layout[] = hasLedger ? ["sheet", "ledger", "slip"] : ["sheet", "slip"];
  return (
    <>
      {isDay && (
        <Box padding="300" paddingBlockEnd="0">
          <TextField
            label={t("print.dayLabel")}
            helpText={t("print.dayHelp")}
            type="date"
            autoComplete="off"
            value={printing.date}
            onChange={printing.setDate}
          />
        </Box>
      )}
      <ActionList
        actionRole="menuitem"
        sections={[
          {
            title: isDay ? undefined : printing.title,
            items: layouts.map((layout) => ({
              ...t(`paperLayout.${layout}`, { returnObjects: true }),
              onAction: () => {
                onChosen();
                void printing.print(layout);
              },
            })),
          },
        ]}
      />
      {!isAgain && (
        <Box padding="300" borderBlockStartWidth="025" borderColor="border-secondary">
          <Link url={`/app/z-reports${isDay ? `?place=location:${of.location}` : ""}`}>{t("issuedPapers.link")}</Link>
        </Box>
      )}
    </>
  );
}

/** Why nothing was printed, or the paper to be opened by hand. */
export function PrintAnswer({ printing: { problem, blocked, openedByHand } }: { printing: Printing }) {
  const { t } = useTranslation();
  return (
    <div role="status" className={styles.problem}>
      {problem && <InlineError fieldID="print" message={problem} />}
      {blocked && (
        <>
          {`${t("print.blocked")} `}
          <Link url={blocked} target="_blank" onClick={openedByHand}>
            {t("print.open")}
          </Link>
        </>
      )}
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
