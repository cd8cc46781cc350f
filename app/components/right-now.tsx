import { Card, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Overview } from "#app/reports/overview.server.ts";

import styles from "./right-now.module.css";
import { placeName } from "./session-names.ts";
import { useShopFormat } from "./shop-format.tsx";

const OPEN_SESSIONS = "/app/sessions?status=open&by=opening&preset=all";

interface RightNowProps {
  report: Pick<Overview, "openNow" | "openCount">;
  /** Further things that wait: each a RightNowItem. */
  children?: ReactNode;
}

/** What waits this morning, whatever the days of the page: the first thing that it says. */
export function RightNow({ report: { openNow, openCount }, children }: RightNowProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const stale = openNow.filter(({ isStale }) => isStale);
  const [oldest] = stale;
  return (
    <Card>
      <div className={styles.strip}>
        <Text as="h2" variant="headingSm">
          {t("rightNow.heading")}
        </Text>
        <dl className={styles.items}>
          <RightNowItem label={t("rightNow.open")} count={openCount} href={OPEN_SESSIONS} />
          {stale.length > 0 && (
            <RightNowItem
              label={t("rightNow.stale")}
              count={stale.length}
              href={stale.length === 1 && oldest ? `/app/sessions/${oldest.id}` : `${OPEN_SESSIONS}&sort=opened_asc`}
              detail={
                oldest &&
                t("rightNow.staleSince", {
                  place: placeName(t, oldest),
                  since: format.instant(oldest.openedAt, { timeZone: oldest.timeZone, style: "brief" }),
                })
              }
              isWarning
            />
          )}
          {children}
        </dl>
      </div>
    </Card>
  );
}

interface RightNowItemProps {
  label: string;
  count: number;
  href: string;
  detail?: string;
  /** Worth a look before anything else: the word says so, the colour repeats it. */
  isWarning?: boolean;
}

/** How many of something wait, and where they are. */
export function RightNowItem({ label, count, href, detail, isWarning = false }: RightNowItemProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <div className={isWarning ? styles.warning : undefined}>
      <dt>{label}</dt>
      <dd>
        {count === 0 ? t("rightNow.none") : <Link url={href}>{format.count(count)}</Link>}
        {detail && <span className={styles.detail}>{detail}</span>}
      </dd>
    </div>
  );
}
