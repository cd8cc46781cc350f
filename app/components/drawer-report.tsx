import { BlockStack, Card, InlineGrid, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { DrawerNow } from "#app/reports/drawer-balances.server.ts";
import type { DrawerReport } from "#app/reports/drawer.server.ts";
import type { DrawerView } from "#app/reports/drawer-query.ts";

import { ownCurrencyFirst } from "./amounts.ts";
import { ClockNote } from "./clock-note.tsx";
import { HandoversCard } from "./drawer-handovers.tsx";
import { RemovalsCard } from "./drawer-removals.tsx";
import styles from "./drawer-report.module.css";
import { DevicesCard, SharedUseCard } from "./drawer-use.tsx";
import { explainBalance } from "./explanations.ts";
import { Figure } from "./figure.tsx";
import { FigureCards } from "./figure-cards.tsx";
import { HowComputed } from "./how-computed.tsx";
import { CurrencyHeading } from "./overview.tsx";
import { PermissionNote } from "./permission-banner.tsx";
import { daysOf } from "./query.ts";
import { useShopFormat } from "./shop-format.tsx";
import { TrendCard } from "./trend-card.tsx";

interface DrawerReportProps {
  report: DrawerReport;
  view: DrawerView;
  query: string;
}

/** One drawer: what is in it, what it came to, how it passed from hand to hand, what left it, who used it. */
export function DrawerReportBody({ report, view, query }: DrawerReportProps) {
  const { t } = useTranslation();
  const { drawer, currencies, handovers, removals, use, missingScopes } = report;
  const { currency } = useShopFormat();
  const scope = { drawer: drawer.id };
  return (
    <BlockStack gap="400">
      <NowCard drawer={drawer} query={query} />
      {currencies.length === 0 && (
        <Card>
          <Text as="p" tone="subdued">
            {t("drawer.noSession")}
          </Text>
        </Card>
      )}
      {ownCurrencyFirst(currencies, currency).map((figures) => (
        <section key={figures.currency} aria-labelledby={`figures-${figures.currency}`}>
          <BlockStack gap="400">
            {/* A heading that is not seen takes no room. */}
            <BlockStack gap={currencies.length === 1 ? "0" : "400"}>
              <CurrencyHeading currency={figures.currency} isHidden={currencies.length === 1} />
              <FigureCards figures={figures} query={query} scope={scope} />
            </BlockStack>
            <TrendCard trend={figures.trend} currency={figures.currency} query={query} scope={scope} />
          </BlockStack>
        </section>
      ))}
      <HandoversCard handovers={handovers} isAll={view.hasAllHandovers} timeZone={drawer.timeZone} query={query} />
      <RemovalsCard removals={removals} isAll={view.hasAllRemovals} timeZone={drawer.timeZone} query={query} />
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
        <DevicesCard devices={use.devices} timeZone={drawer.timeZone}>
          {missingScopes.includes("read_orders") && <PermissionNote scope="read_orders" />}
        </DevicesCard>
        <SharedUseCard use={use} timeZone={drawer.timeZone} />
      </InlineGrid>
      <ClockNote timeZone={drawer.timeZone} currency={currencies[0]?.currency ?? currency ?? ""} />
    </BlockStack>
  );
}

function NowCard({ drawer: { id, balance, lastSession, timeZone }, query }: { drawer: DrawerNow; query: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const when = (iso: string) => format.instant(iso, { style: "brief", timeZone });
  const explained = balance && explainBalance(t, balance);
  return (
    <Card>
      <div className={styles.now}>
        <dl className={styles.facts}>
          <div>
            <dt>{t("drawer.now")}</dt>
            <dd>
              <span className={styles.balance}>
                <Figure value={balance?.amount ?? null} unknown={t("drawer.unknownNow")} />
              </span>
              {explained && <HowComputed name={t("howComputed.balance")} explain={() => explained} />}
              {balance && (
                <span className={styles.second}>
                  {t(`drawerBalance.${balance.from}`, { when: when(balance.asOf) })}
                </span>
              )}
            </dd>
          </div>
          {lastSession && (
            <div>
              <dt>{lastSession.closedAt === null ? t("drawer.runningSession") : t("drawer.lastSession")}</dt>
              <dd>
                <Link url={`/app/sessions/${lastSession.id}`}>
                  {when(lastSession.closedAt ?? lastSession.openedAt)}
                </Link>
              </dd>
            </div>
          )}
        </dl>
        <Link url={`/app/sessions${daysOf(query, { drawer: id })}`}>{t("drawer.sessions")}</Link>
      </div>
    </Card>
  );
}
