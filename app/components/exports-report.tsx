import { BlockStack } from "@shopify/polaris";

import type { ExportChoice } from "#app/reports/export-choice.ts";
import type { FilterOptions } from "#app/reports/sessions.server.ts";

import { ExportChoiceCard } from "./export-choice.tsx";
import { ExportHistoryCard } from "./export-history.tsx";
import { ExportJobsCard } from "./export-jobs.tsx";
import { ExportPreviewCard, type Preview } from "./export-preview.tsx";
import styles from "./exports.module.css";
import type { Exporting } from "./use-export-activity.ts";

interface ExportsReportProps {
  choice: ExportChoice;
  options: FilterOptions;
  preview: Promise<Preview>;
  exporting: Exporting;
}

/** What to export, what it will be, the files that wait, and who took what. */
export function ExportsReport({ choice, options, preview, exporting }: ExportsReportProps) {
  return (
    <BlockStack gap="400">
      <div className={styles.columns}>
        <BlockStack gap="400">
          <ExportChoiceCard choice={choice} options={options} />
          <ExportPreviewCard choice={choice} preview={preview} exporting={exporting} />
        </BlockStack>
        <ExportJobsCard exporting={exporting} options={options} />
      </div>
      <ExportHistoryCard history={exporting.activity.history} options={options} query={choice.pageQuery} />
    </BlockStack>
  );
}
