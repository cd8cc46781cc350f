import { ActionList, Box, Button, InlineError, Link, Popover, TextField } from "@shopify/polaris";
import { PrintIcon } from "@shopify/polaris-icons";
import { useState } from "react";

import type { Layout } from "#app/papers/paper-request.ts";

import styles from "./export-button.module.css";
import { openPaper, type PaperBrowser, PaperError } from "./open-paper.ts";
import { LAYOUT_WORDS, PRINT_TEXT } from "./paper-words.ts";
import { useShopFormat } from "./shop-format.tsx";

/** What is to be printed: a session, or a day of a location that is chosen here. */
type Printable = { session: string } | { location: string; latestDay: string };

/** Numbers a Z-report and opens it in a tab of its own, where it prints. */
export function PrintButton({ of }: { of: Printable }) {
  const { locale } = useShopFormat();
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [blocked, setBlocked] = useState<string | null>(null);
  const isDay = "location" in of;
  const [date, setDate] = useState(isDay ? of.latestDay : "");
  const layouts: Layout[] = isDay ? ["sheet", "slip"] : ["sheet", "ledger", "slip"];

  async function print(layout: Layout) {
    setIsOpen(false);
    setIsBusy(true);
    setProblem(null);
    setBlocked(null);
    const subject: Record<string, string> = isDay ? { location: of.location, date } : { session: of.session };
    try {
      setBlocked(await openPaper({ ...subject, layout, locale }, thisBrowser()));
    } catch (error) {
      setProblem(error instanceof PaperError ? error.message : PRINT_TEXT.failed(PRINT_TEXT.unreachable));
    } finally {
      setIsBusy(false);
    }
  }

  const title = isDay ? PRINT_TEXT.day : PRINT_TEXT.session;
  const activator = (
    <Button icon={PrintIcon} loading={isBusy} disclosure="down" onClick={() => setIsOpen(!isOpen)}>
      {PRINT_TEXT.button}
    </Button>
  );
  return (
    <div className={styles.export}>
      <Popover active={isOpen} activator={activator} onClose={() => setIsOpen(false)} preferredAlignment="right">
        <div role="dialog" aria-label={title}>
          {isDay && (
            <Box padding="300" paddingBlockEnd="0">
              <TextField
                label={PRINT_TEXT.dayLabel}
                helpText={PRINT_TEXT.dayHelp}
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
                items: layouts.map((layout) => ({ ...LAYOUT_WORDS[layout], onAction: () => void print(layout) })),
              },
            ]}
          />
        </div>
      </Popover>
      <div role="status" className={styles.problem}>
        {problem && <InlineError fieldID="print" message={problem} />}
        {blocked && (
          <>
            {`${PRINT_TEXT.blocked} `}
            <Link url={blocked} target="_blank" onClick={() => setBlocked(null)}>
              {PRINT_TEXT.open}
            </Link>
          </>
        )}
      </div>
    </div>
  );
}

function thisBrowser(): PaperBrowser {
  return {
    // Looked up at the call: App Bridge replaces window.fetch with one that adds the id token.
    fetch: (...request) => window.fetch(...request),
    openTab: (address) => window.open(address, "_blank") !== null,
  };
}
