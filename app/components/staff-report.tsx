import { Banner, BlockStack, Box, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { ColumnChoice } from "#app/reports/column-choice.server.ts";
import type { AttributedTotals, PolicyInForce, StaffReport } from "#app/reports/staff.server.ts";

import { ownCurrencyFirst } from "./amounts.ts";
import { listed } from "./listed.ts";
import { useShopFormat } from "./shop-format.tsx";
import { type StaffOrder, StaffTable } from "./staff-table.tsx";
import { Statement } from "./statement.tsx";

interface StaffReportProps {
  report: StaffReport;
  query: string;
  order: StaffOrder;
  leastSessions: number;
  columns: ColumnChoice;
}

/** Everybody's figures, what they leave out, and the limits that they are held against. */
export function StaffReportBody({ report, query, order, leastSessions, columns }: StaffReportProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const totals = ownCurrencyFirst(report.totals, format.currency);
  return (
    <BlockStack gap="400">
      <LeftOut totals={totals} />
      {report.rows.length === 0 ? (
        <NobodyNamed />
      ) : (
        <>
          <StaffTable report={report} query={query} order={order} leastSessions={leastSessions} columns={columns} />
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <BlockStack gap="100">
              <Text as="p" variant="bodySm" tone="subdued">
                {report.tested === 0 ? t("staff.testNone") : t("staff.test", { count: report.tested })}
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {t("staff.caution")}
              </Text>
            </BlockStack>
          </Box>
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
            {totals.map((row) => (
              <WhoseCard key={row.currency} totals={row} isNamed={totals.length > 1} />
            ))}
            <LimitsCard policy={report.policy} />
          </InlineGrid>
        </>
      )}
    </BlockStack>
  );
}

/** How many sessions are in none of the figures, and why. */
export function LeftOut({ totals }: { totals: readonly AttributedTotals[] }) {
  const { t } = useTranslation();
  const left = totals.reduce((sum, row) => sum + row.left, 0);
  const sessions = totals.reduce((sum, row) => sum + row.sessions, 0);
  if (left === 0) return null;
  return (
    <Banner tone="info">
      <p>{t("staff.left", { count: left, sessions })}</p>
    </Banner>
  );
}

function NobodyNamed() {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("staff.nobodyNamed")}
        </Text>
        <Text as="p">{t("staff.nobodyNamedWhy")}</Text>
      </BlockStack>
    </Card>
  );
}

function WhoseCard({ totals, isNamed }: { totals: AttributedTotals; isNamed: boolean }) {
  const { t } = useTranslation();
  const heading = listed(t, [t("staff.whoseHeading"), isNamed && totals.currency]);
  const { ofOne, ofSeveral, ofNobody, total } = t("staff.whoseLines", { returnObjects: true });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {heading}
        </Text>
        <Statement
          caption={heading}
          lines={[
            { id: "one", ...ofOne, amount: totals.ofOne, kind: "discrepancy" },
            { id: "several", ...ofSeveral, amount: totals.ofSeveral, kind: "discrepancy" },
            { id: "nobody", ...ofNobody, amount: totals.ofNobody, kind: "discrepancy" },
            { id: "total", label: total, amount: totals.total, kind: "total" },
          ]}
        />
      </BlockStack>
    </Card>
  );
}

/** The shop's limits, and the days that they look at. */
export function LimitsCard({ policy }: { policy: PolicyInForce }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          {t("policy.heading")}
        </Text>
        {ownFirst(policy.amounts, format.currency).map(({ currency, single, windowSum }) => (
          <Text as="p" key={currency}>
            {[
              t("policy.single", { amount: format.money(single) }),
              t("policy.windowSum", { amount: format.money(windowSum) }),
              t("policy.windowEvents", { count: policy.windowEvents }),
            ].join(" · ")}
          </Text>
        ))}
        <Text as="p" variant="bodySm" tone="subdued">
          {t("policy.window", { days: format.range(policy.window) })}
        </Text>
      </BlockStack>
    </Card>
  );
}

function ownFirst<Row extends { currency: string }>(rows: readonly Row[], own: string | null): Row[] {
  return rows.toSorted((a, b) => Number(a.currency !== own) - Number(b.currency !== own));
}
