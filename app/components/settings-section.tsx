import { Layout, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

import styles from "./settings-page.module.css";

/** One part of the settings: what it is about beside its card, or above it on a phone. */
export function Section({ title, what, children }: { title: string; what: string; children: ReactNode }) {
  return (
    <Layout.AnnotatedSection
      title={<span className={styles.beside}>{title}</span>}
      description={
        <div className={styles.beside}>
          <Text as="p" tone="subdued">
            {what}
          </Text>
        </div>
      }
    >
      {children}
    </Layout.AnnotatedSection>
  );
}
