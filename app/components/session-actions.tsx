import { Box, Button, InlineStack, Popover } from "@shopify/polaris";
import { MenuHorizontalIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ExportButton, ExportFiles, SavingAnswer, useSaving } from "./export-button.tsx";
import exportStyles from "./export-button.module.css";
import { PrintAnswer, PrintButton, PrintLayouts, usePrinting } from "./print-button.tsx";
import type { CsvFile } from "./save-export.ts";
import styles from "./session-actions.module.css";

interface SessionActionsProps {
  id: string;
  /** Only what is closed has a Z-report. */
  isClosed: boolean;
}

const FILES: CsvFile[] = ["activities.csv", "sessions.csv", "review-trail.csv"];

/** Printing and exporting a session: a button each, and on a phone, where they have no room, one menu of both. */
export function SessionActions({ id, isClosed }: SessionActionsProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.wide}>
        <InlineStack gap="200">
          {isClosed && <PrintButton of={{ session: id }} />}
          <ExportButton files={FILES} query={queryOf(id)} title={t("sessionPage.exportTitle")} />
        </InlineStack>
      </div>
      <div className={styles.narrow}>
        <SessionMenu id={id} isClosed={isClosed} />
      </div>
    </>
  );
}

function SessionMenu({ id, isClosed }: SessionActionsProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const of = { session: id };
  const printing = usePrinting(of);
  const saving = useSaving(queryOf(id));
  const close = () => setIsOpen(false);
  const activator = (
    <Button
      icon={MenuHorizontalIcon}
      loading={printing.isBusy || saving.isBusy}
      accessibilityLabel={t("sessionPage.moreActions")}
      onClick={() => setIsOpen(!isOpen)}
    />
  );
  return (
    <div className={exportStyles.export}>
      <Popover active={isOpen} activator={activator} onClose={close} preferredAlignment="left">
        <div role="dialog" aria-label={t("sessionPage.moreActions")}>
          {isClosed && (
            <Box borderBlockEndWidth="025" borderColor="border-secondary">
              <PrintLayouts of={of} printing={printing} onChosen={close} />
            </Box>
          )}
          <ExportFiles files={FILES} title={t("sessionPage.exportTitle")} saving={saving} onChosen={close} />
        </div>
      </Popover>
      <PrintAnswer printing={printing} />
      <SavingAnswer saving={saving} />
    </div>
  );
}

function queryOf(id: string): string {
  return new URLSearchParams({ session_id: id, by: "opening" }).toString();
}
