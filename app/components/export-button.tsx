import { ActionList, Button, InlineError, Popover } from "@shopify/polaris";
import { ExportIcon } from "@shopify/polaris-icons";
import { useState } from "react";

import styles from "./export-button.module.css";
import { queryWith } from "./query.ts";
import { ExportError, saveExport, type ExportBrowser, type ExportFile } from "./save-export.ts";

const FILE_WORDS: Record<ExportFile, { content: string; helpText: string }> = {
  "sessions.csv": { content: "Sessions", helpText: "A line for each session" },
  "activities.csv": { content: "Cash activities", helpText: "Every line of every ledger, with its running balance" },
  "review-trail.csv": { content: "Review trail", helpText: "Who said what of each session, and the figures they saw" },
  "location-totals.csv": { content: "Location totals", helpText: "A line for each location and currency" },
  "drawers.csv": { content: "Drawers", helpText: "A line for each drawer, with what it carried over and holds now" },
  "daily-totals.csv": { content: "Daily totals", helpText: "A line for each business day and currency" },
  "journal-quickbooks.csv": {
    content: "QuickBooks journal",
    helpText: "Journal entries to import into QuickBooks Online",
  },
  "journal-xero.csv": { content: "Xero journal", helpText: "Manual journals to import into Xero" },
};

interface ExportButtonProps {
  files: ExportFile[];
  /** Which days and filters: the query that the export takes. */
  query: string;
  /** What the files hold, where that is not simply what the page shows. */
  title?: string;
}

/** Saves what the page shows as CSV: the same days and filters, every row. */
export function ExportButton({ files, query, title = "As CSV" }: ExportButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(file: ExportFile) {
    setIsOpen(false);
    setIsBusy(true);
    setProblem(null);
    try {
      // The whole list, from wherever in it one looks.
      await saveExport(file, queryWith(query, {}).slice(1), thisBrowser());
    } catch (error) {
      setProblem(`The export failed. ${reasonOf(error)} Try again.`);
    } finally {
      setIsBusy(false);
    }
  }

  const activator = (
    <Button icon={ExportIcon} loading={isBusy} disclosure="down" onClick={() => setIsOpen(!isOpen)}>
      Export
    </Button>
  );
  return (
    <div className={styles.export}>
      <Popover active={isOpen} activator={activator} onClose={() => setIsOpen(false)} preferredAlignment="right">
        <div role="dialog" aria-label={title}>
          <ActionList
            actionRole="menuitem"
            sections={[
              {
                title,
                items: files.map((file) => ({ ...FILE_WORDS[file], onAction: () => void save(file) })),
              },
            ]}
          />
        </div>
      </Popover>
      <div role="status" className={styles.problem}>
        {problem && <InlineError fieldID="export" message={problem} />}
      </div>
    </div>
  );
}

/** The server's own words, or that it was not there to say any. */
function reasonOf(error: unknown): string {
  return error instanceof ExportError ? error.message : "Till Ledger could not be reached.";
}

/** A blob's address may be dropped once the browser has taken the file; no event says when. */
const KEEP_BLOB_MS = 60_000;

function thisBrowser(): ExportBrowser {
  return {
    // Looked up at the call: App Bridge replaces window.fetch with one that adds the id token.
    fetch: (...request) => window.fetch(...request),
    userAgent: navigator.userAgent,
    open: (address) => void window.open(address, "_top"),
    save(file, name) {
      const address = URL.createObjectURL(file);
      const link = Object.assign(document.createElement("a"), { href: address, download: name });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), KEEP_BLOB_MS);
    },
  };
}
