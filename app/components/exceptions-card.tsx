import { Card, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { KindCount } from "#app/reports/exceptions.server.ts";

import { daysOf } from "./query.ts";
import styles from "./right-now.module.css";
import { RightNowItem } from "./right-now.tsx";

/** How many exceptions of each kind wait, each leading to its list: a strip, so that the figures stay in sight. */
export function ExceptionsCard({ counts, query }: { counts: readonly KindCount[]; query: string }) {
  const { t } = useTranslation();
  return (
    <Card>
      <div className={styles.strip}>
        <Text as="h2" variant="headingSm">
          {t("overviewExceptions.heading")}
        </Text>
        {counts.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("overviewExceptions.empty")}
          </Text>
        ) : (
          <>
            <dl className={styles.items}>
              {counts.map(({ kind, count }) => (
                <RightNowItem
                  key={kind}
                  label={t(`exceptionKind.${kind}`)}
                  count={count}
                  href={`/app/exceptions${daysOf(query, { kind })}`}
                />
              ))}
            </dl>
            <Link url={`/app/exceptions${daysOf(query)}`}>{t("overviewExceptions.all")}</Link>
          </>
        )}
      </div>
    </Card>
  );
}
