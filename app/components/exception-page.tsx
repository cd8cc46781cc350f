import { useNavigate } from "@remix-run/react";
import { BlockStack, Button, Card, Select, UnstyledLink } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { ExceptionFilters, ExceptionKind } from "#app/reports/exception-filters.ts";
import type { SavedView } from "#app/reports/saved-views.server.ts";
import type { ExceptionPage, KindCount } from "#app/reports/exceptions.server.ts";

import { LastAct } from "./exception-dismissal.tsx";
import { ExceptionList, NoException } from "./exception-list.tsx";
import styles from "./exception-list.module.css";
import { optionsOf, registerName } from "./id-words.ts";
import { listed } from "./listed.ts";
import { queryWith } from "./query.ts";
import viewStyles from "./saved-views.module.css";
import { currentView, SavedViewTabs, ViewActs } from "./saved-views.tsx";
import tabs from "./session-tabs.module.css";
import { useShopFormat } from "./shop-format.tsx";

interface ExceptionPageProps {
  page: ExceptionPage;
  filters: ExceptionFilters;
  query: string;
  views: SavedView[];
}

/** The kinds with their counts, the list, and the rules that it goes by. */
export function ExceptionPageBody({ page, filters, query, views }: ExceptionPageProps) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="400">
      <LastAct />
      {page.counts.length === 0 && page.dismissed === 0 && views.length === 0 && !isNarrowed(filters) ? (
        <NoException heading={t("exceptions.none")} why={t("exceptions.noneWhy")} />
      ) : (
        <Card padding="0">
          <div className={viewStyles.head}>
            <KindTabs page={page} filters={filters} query={query} views={views} />
            <ViewActs list="exceptions" views={views} query={query} />
          </div>
          <ListChoices page={page} filters={filters} query={query} />
          {page.rows.length === 0 ? (
            <div className={styles.foot}>
              {filters.isDismissed ? t("exceptions.noneDismissed") : t("exceptions.noneNarrowed")}
            </div>
          ) : (
            <ExceptionList rows={page.rows} order={filters.order} query={query} />
          )}
          <Pages page={page} filters={filters} query={query} />
        </Card>
      )}
      <RulesCard rules={page.rules} />
    </BlockStack>
  );
}

function isNarrowed({ locations, drawers, currency, kinds, isDismissed }: ExceptionFilters): boolean {
  return locations.length + drawers.length + kinds.length > 0 || currency !== null || isDismissed;
}

type PartProps = Omit<ExceptionPageProps, "views">;

function KindTabs({ page: { counts, dismissed }, filters, query: shown, views }: ExceptionPageProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const { kinds, isDismissed } = filters;
  const isSaved = currentView({ views, query: shown }) !== null;
  const query = queryWith(shown, { view: null });
  const tab = (label: string, href: string, isCurrent: boolean) => (
    <li key={label}>
      <UnstyledLink className={tabs.tab} url={href} aria-current={isCurrent && !isSaved ? "page" : undefined}>
        {label}
      </UnstyledLink>
    </li>
  );
  const only = (kind: KindCount["kind"]) => kinds.length === 1 && kinds[0] === kind;
  return (
    <nav aria-label={t("exceptions.kinds")}>
      <ul className={tabs.tabs}>
        {tab(
          isDismissed ? t("exceptions.all") : t("exceptions.allCounted", { count: all }),
          queryWith(query, { kind: null, show: null }),
          kinds.length === 0 && !isDismissed,
        )}
        {counts.map(({ kind, count }) =>
          tab(`${t(`exceptionKind.${kind}`)} (${format.count(count)})`, queryWith(query, { kind }), only(kind)),
        )}
        {(dismissed > 0 || isDismissed) &&
          tab(
            t("exceptions.dismissedView", { count: dismissed }),
            queryWith(query, { kind: null, show: "dismissed" }),
            isDismissed && kinds.length === 0,
          )}
        <SavedViewTabs views={views} query={shown} />
      </ul>
    </nav>
  );
}

function ListChoices({ page: { options }, filters, query }: PartProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = (name: string) => (value: string) => void navigate(queryWith(query, { [name]: value || null }));
  return (
    <form className={styles.places} aria-label={t("exceptions.filters")} onSubmit={(event) => event.preventDefault()}>
      {options.locations.length > 1 && (
        <Select
          label={t("exceptions.location")}
          labelInline
          options={[
            { value: "", label: t("exceptions.anyLocation") },
            ...options.locations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={filters.locations[0] ?? ""}
          onChange={choose("location")}
        />
      )}
      {options.drawers.length > 1 && (
        <Select
          label={t("exceptions.drawer")}
          labelInline
          options={[
            { value: "", label: t("exceptions.anyDrawer") },
            ...options.drawers.map(({ id, name, location }) => ({
              value: id,
              label: registerName(t, id, listed(t, [name, location])),
            })),
          ]}
          value={filters.drawers[0] ?? ""}
          onChange={choose("drawer")}
        />
      )}
      <Select
        label={t("exceptions.order")}
        labelInline
        options={optionsOf(t("exceptionOrder", { returnObjects: true }))}
        value={filters.order}
        onChange={(value) => choose("order")(value === "latest" ? "" : value)}
      />
    </form>
  );
}

function Pages({ page: { next }, filters, query }: PartProps) {
  const { t } = useTranslation();
  if (next === null && filters.after === null) return null;
  return (
    <div className={styles.foot}>
      {filters.after !== null && <Button url={queryWith(query, {})}>{t("exceptions.firstPage")}</Button>}
      {next !== null && <Button url={queryWith(query, { after: next })}>{t("exceptions.nextPage")}</Button>}
    </div>
  );
}

function RulesCard({ rules }: { rules: ExceptionPage["rules"] }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const inForce = {
    staleHours: format.count(rules.staleHours),
    windowDays: format.count(rules.windowDays),
    windowEvents: format.count(rules.windowEvents),
  };
  return (
    <Card>
      <details>
        <summary className={styles.summary}>{t("exceptions.rules")}</summary>
        <dl className={styles.rules}>
          {(Object.keys(t("exceptionKind", { returnObjects: true })) as ExceptionKind[]).map((kind) => (
            <div key={kind}>
              <dt>{t(`exceptionKind.${kind}`)}</dt>
              <dd>{t(`exceptionRule.${kind}`, inForce)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Card>
  );
}
