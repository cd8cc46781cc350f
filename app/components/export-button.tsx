import { ActionList, Box, Button, ButtonGroup, InlineError, Popover } from "@shopify/polaris";
import { ExportIcon } from "@shopify/polaris-icons";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "./export-button.module.css";
import { queryWith } from "./query.ts";
import {
  asSpreadsheet,
  type CsvFile,
  ExportError,
  saveExport,
  type ExportBrowser,
  type ExportFile,
} from "./save-export.ts";

interface ExportButtonProps {
  files: CsvFile[];
  /** Which days and filters: the query that the export takes. */
  query: string;
  /** What the files hold, where that is not simply what the page shows. */
  title?: string;
}

/** Saves what the page shows as CSV or as a spreadsheet: the same days and filters, every row. */
export function ExportButton({ files, query, title }: ExportButtonProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const saving = useSaving(query);
  const activator = (
    <Button icon={ExportIcon} loading={saving.isBusy} disclosure="down" onClick={() => setIsOpen(!isOpen)}>
      {t("exportButton.export")}
    </Button>
  );
  return (
    <div className={styles.export}>
      <Popover active={isOpen} activator={activator} onClose={() => setIsOpen(false)} preferredAlignment="right">
        <div role="dialog" aria-label={title ?? t("exportButton.asFile")}>
          <ExportFiles files={files} title={title} saving={saving} onChosen={() => setIsOpen(false)} />
        </div>
      </Popover>
      <SavingAnswer saving={saving} />
    </div>
  );
}

export interface Saving {
  isBusy: boolean;
  problem: string | null;
  save(file: ExportFile): Promise<void>;
}

/** The export that is on its way, and why one did not come. */
export function useSaving(query: string): Saving {
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function save(file: ExportFile) {
    setIsBusy(true);
    setProblem(null);
    try {
      // The whole list, from wherever in it one looks.
      await saveExport(t, file, queryWith(query, {}).slice(1), thisBrowser());
    } catch (error) {
      setProblem(t("exportButton.failed", { reason: reasonOf(t, error) }));
    } finally {
      setIsBusy(false);
    }
  }
  return { isBusy, problem, save };
}

interface ExportFilesProps extends Pick<ExportButtonProps, "files" | "title"> {
  saving: Saving;
  onChosen(): void;
}

/** The files to choose from, in the format that is chosen above them. */
export function ExportFiles({ files, title, saving, onChosen }: ExportFilesProps) {
  const { t } = useTranslation();
  const [isSheet, setIsSheet] = useState(false);
  const save = (file: ExportFile) => {
    onChosen();
    void saving.save(file);
  };
  return (
    <>
      <Box padding="300" paddingBlockEnd="0">
        <FormatChoice isSheet={isSheet} onChoice={setIsSheet} />
      </Box>
      <ActionList
        actionRole="menuitem"
        sections={[{ title, items: files.map((file) => itemOf(t, file, isSheet, save)) }]}
      />
    </>
  );
}

export function SavingAnswer({ saving: { problem } }: { saving: Saving }) {
  return (
    <div role="status" className={styles.problem}>
      {problem && <InlineError fieldID="export" message={problem} />}
    </div>
  );
}

function FormatChoice({ isSheet, onChoice }: { isSheet: boolean; onChoice: (isSheet: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t("saveFormat.label")}>
      <ButtonGroup variant="segmented" fullWidth>
        <Button pressed={!isSheet} onClick={() => onChoice(false)}>
          {t("saveFormat.csv")}
        </Button>
        <Button pressed={isSheet} onClick={() => onChoice(true)}>
          {t("saveFormat.xlsx")}
        </Button>
      </ButtonGroup>
    </div>
  );
}

/** A journal stays to be seen where a spreadsheet is chosen, with why it is none. */
function itemOf(t: TFunction, file: CsvFile, isSheet: boolean, save: (file: ExportFile) => void) {
  const chosen = isSheet ? asSpreadsheet(file) : file;
  const words = wordsOf(t, file);
  if (chosen === null) return { ...words, helpText: t("saveFormat.csvOnly"), disabled: true };
  return { ...words, onAction: () => save(chosen) };
}

function wordsOf(t: TFunction, file: CsvFile): { content: string; helpText: string } {
  return t(`exportFile.${file}`, { returnObjects: true });
}

/** The server's own words, or that it was not there to say any. */
function reasonOf(t: TFunction, error: unknown): string {
  return error instanceof ExportError ? error.message : t("exportButton.unreachable");
}

/** A blob's address may be dropped once the browser has taken the file; no event says when. */
const KEEP_BLOB_MS = 60_000;

/** The browser that the page runs in. */
export function thisBrowser(): ExportBrowser {
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
