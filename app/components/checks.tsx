import { BlockStack, Card, Icon, Text } from "@shopify/polaris";
import { AlertCircleIcon, CheckCircleIcon, MinusCircleIcon } from "@shopify/polaris-icons";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { NotComputableReason } from "#app/reconciliation/check.ts";
import { fromWire, subtract, toWire } from "#app/money/money.ts";
import type { CheckRow } from "#app/reports/session.server.ts";

import styles from "./checks.module.css";
import { listed } from "./listed.ts";
import { useShopFormat } from "./shop-format.tsx";

type Outcome = CheckRow["outcome"];

const ICONS = { passes: CheckCircleIcon, fails: AlertCircleIcon, not_computable: MinusCircleIcon } as const;
const ICON_TONES = { passes: "success", fails: "critical", not_computable: "subdued" } as const;
/** The reasons that time will take away. */
const PASSING_REASONS: readonly NotComputableReason[] = [
  "open",
  "totals_pending",
  "ledger_not_read",
  "drawer_ledger_not_read",
  "history_starts_here",
  "previous_open",
];

const RANKS: Record<Outcome, number> = { fails: 0, not_computable: 2, passes: 1 };

/** Whether Shopify's figures agree with each other: a line each, which opens to its arithmetic. */
export function ChecksCard({ checks }: { checks: CheckRow[] }) {
  const { t } = useTranslation();
  const waiting = waitingTogether(checks);
  const inOrder = checks
    .filter((check) => !waiting.includes(check))
    .toSorted((a, b) => RANKS[a.outcome] - RANKS[b.outcome]);
  return (
    <Card>
      <BlockStack gap="200">
        <BlockStack gap="050">
          <Text as="h2" variant="headingSm">
            {t("checks.checks")}
          </Text>
          <Text as="p" variant="bodySm" tone="subdued">
            {summaryOf(t, checks)}
          </Text>
        </BlockStack>
        <ul className={styles.list}>
          {inOrder.map((check) => (
            <li key={check.id} className={styles.check}>
              <CheckLine check={check} />
            </li>
          ))}
          {waiting.length > 0 && (
            <li className={styles.check}>
              <WaitingLine checks={waiting} />
            </li>
          )}
        </ul>
      </BlockStack>
    </Card>
  );
}

/** Where several checks wait for the same thing, one line says it for all of them. */
function waitingTogether(checks: CheckRow[]): CheckRow[] {
  const reason = WAITED_FOR.find((one) => checks.filter((check) => check.reason === one).length > 1);
  return reason ? checks.filter((check) => check.reason === reason) : [];
}

const WAITED_FOR: readonly CheckRow["reason"][] = ["open", "totals_pending", "ledger_not_read"];

function WaitingLine({ checks }: { checks: CheckRow[] }) {
  const { t } = useTranslation();
  const reason = checks[0]?.reason;
  return (
    <details>
      <summary className={styles.summary}>
        <span className={styles.icon}>
          <Icon source={ICONS.not_computable} tone={ICON_TONES.not_computable} />
        </span>
        <span className={styles.title}>{reason && t(`notComputable.${reason}`)}</span>
        <span className={styles.result}>{t("checks.waiting", { count: checks.length })}</span>
      </summary>
      <ul className={styles.waiting}>
        {checks.map(({ id }) => (
          <li key={id}>{t(`check.${id}.title`)}</li>
        ))}
      </ul>
    </details>
  );
}

/** "7 pass, 1 is off", with what could not be computed. */
export function summaryOf(t: TFunction, checks: CheckRow[]): string {
  const count = (outcome: Outcome) => checks.filter((check) => check.outcome === outcome).length;
  const [passing, failing, unknown] = [count("passes"), count("fails"), count("not_computable")];
  if (passing === checks.length) return t("checks.allPass", { count: checks.length });
  return listed(t, [
    failing > 0 && t("checks.off", { count: failing }),
    passing > 0 && t("checks.pass", { count: passing }),
    unknown > 0 && t("checks.notComputed", { count: unknown }),
  ]);
}

function CheckLine({ check }: { check: CheckRow }) {
  const { t } = useTranslation();
  const words = t(`check.${check.id}`, { returnObjects: true });
  return (
    <details open={check.outcome === "fails"}>
      <summary className={styles.summary}>
        <span className={styles.icon}>
          <Icon source={ICONS[check.outcome]} tone={ICON_TONES[check.outcome]} />
        </span>
        <span className={styles.title}>{words.title}</span>
        <Result check={check} />
      </summary>
      <div className={styles.body}>
        {check.outcome === "passes" && words.passes}
        {check.outcome === "not_computable" && check.reason && t(`notComputable.${check.reason}`)}
        {check.terms.length > 0 && <Arithmetic check={check} title={words.title} />}
        {check.reading && t(`checkReading.${check.reading}`)}
      </div>
    </details>
  );
}

function Result({ check: { outcome, residual, reason } }: { check: CheckRow }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const isOff = outcome === "fails";
  const word = reason && PASSING_REASONS.includes(reason) ? t("checks.notYet") : t(`checkOutcome.${outcome}`);
  return (
    <span className={`${styles.result} ${isOff ? styles.fails : ""}`}>
      {isOff && residual ? t("checks.offBy", { residual: format.money(residual, { sign: "always" }) }) : word}
    </span>
  );
}

/** All terms but the last come to what the figure should be; the last is what Shopify gives. */
function Arithmetic({ check: { terms, outcome, residual }, title }: { check: CheckRow; title: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const stated = terms.at(-1);
  // Of one term it would repeat that term.
  const sum =
    outcome === "fails" && residual && stated && terms.length > 2
      ? toWire(subtract(fromWire(stated.amount), fromWire(residual)))
      : null;
  return (
    <table className={styles.terms}>
      <caption>
        <Text as="span" visuallyHidden>
          {t("checks.arithmetic", { title })}
        </Text>
      </caption>
      <tbody>
        {terms.slice(0, -1).map(({ label, amount }, index) => (
          <tr key={label}>
            <th scope="row">{t(`checkTerm.${label}`)}</th>
            <td>{format.money(amount, { sign: index === 0 ? "auto" : "always" })}</td>
          </tr>
        ))}
        {sum && (
          <tr className={styles.stated}>
            <th scope="row">{t("checks.comeTo")}</th>
            <td>{format.money(sum)}</td>
          </tr>
        )}
        {stated && (
          <tr className={styles.stated}>
            <th scope="row">{t("checks.asShopify", { term: t(`checkTerm.${stated.label}`) })}</th>
            <td>{format.money(stated.amount)}</td>
          </tr>
        )}
        {outcome === "fails" && residual && (
          <tr className={styles.residual}>
            <th scope="row">{t("checks.offByTotal")}</th>
            <td>{format.money(residual, { sign: "always" })}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
