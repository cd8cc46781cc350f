import { useNavigation } from "@remix-run/react";
import { BlockStack, InlineStack, Page, type PageProps } from "@shopify/polaris";
import type { ReactNode } from "react";

import type { SyncStatus } from "#app/reports/sync-status.server.ts";

import { AsOfLine } from "./as-of-line.tsx";
import { CopyLink } from "./copy-link.tsx";
import { SearchField } from "./search-field.tsx";
import { useWayBack } from "./way-back.ts";
import styles from "./report-page.module.css";

interface ReportPageProps extends Pick<
  PageProps,
  "primaryAction" | "fullWidth" | "pagination" | "subtitle" | "titleMetadata"
> {
  title: string;
  /** The list that the page is of one row of. */
  backAction?: { content: string; url: string };
  sync: SyncStatus;
  now: string;
  /** Exporting and the like, at the end of the title. */
  actions?: ReactNode;
  /** Days and filters. */
  controls?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: title, days, what moment the figures are true for, then the content. */
export function ReportPage({ sync, now, actions, controls, children, backAction, ...page }: ReportPageProps) {
  const isLoading = useNavigation().state === "loading";
  const wayBack = useWayBack(backAction?.url);
  return (
    <main>
      <Page
        {...page}
        backAction={backAction && { ...backAction, url: wayBack ?? backAction.url }}
        secondaryActions={
          <div className={page.primaryAction ? styles.besidePrimary : undefined}>
            <InlineStack gap="200">
              {actions}
              <CopyLink />
            </InlineStack>
          </div>
        }
      >
        <div className={styles.content}>
          <BlockStack gap="400">
            <div className={styles.controls}>
              {controls}
              <div className={styles.line}>
                <AsOfLine sync={sync} now={now} />
                <SearchField />
              </div>
            </div>
            {/* While other days load the figures stay, marked as those of the days before. */}
            <div className={isLoading ? styles.stale : undefined} aria-busy={isLoading}>
              <BlockStack gap="400">{children}</BlockStack>
            </div>
          </BlockStack>
        </div>
      </Page>
    </main>
  );
}
