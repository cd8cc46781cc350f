import { useFetcher } from "@remix-run/react";
import { Button, Card, InlineError, Link, Text } from "@shopify/polaris";
import { XSmallIcon } from "@shopify/polaris-icons";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { Digest, SomeSessions } from "#app/reports/digest.server.ts";

import styles from "./digest-card.module.css";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface DigestCardProps {
  digest: Digest | null;
  /** When the loader answered: what "yesterday" is the day before of. */
  now: string;
}

/** What happened since this person last looked, each line with the way to it; one quiet line when nothing did. */
export function DigestCard({ digest, now }: DigestCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const fetcher = useFetcher<{ isDone: boolean }>();
  const isFailed = fetcher.state === "idle" && fetcher.data?.isDone === false;
  if (digest === null || (fetcher.state !== "idle" && !isFailed)) return null;
  const when = whenInWords(t, digest.since, now, format);
  const lines = linesOf(t, digest);
  if (lines.length === 0) {
    return (
      <Text as="p" variant="bodySm" tone="subdued">
        <span suppressHydrationWarning>{t("digest.nothing", { when })}</span>
      </Text>
    );
  }
  return (
    <Card>
      <section className={styles.digest} aria-labelledby="digest">
        <Text as="h2" variant="headingSm" id="digest">
          <span suppressHydrationWarning>{t("digest.since", { when })}</span>
        </Text>
        <Button
          icon={XSmallIcon}
          variant="tertiary"
          size="micro"
          accessibilityLabel={t("digest.dismiss")}
          onClick={() => fetcher.submit({ act: "dismiss_digest" }, { method: "post", action: "/app/cards" })}
        />
        <ul className={styles.lines}>
          {lines.map(({ id, text, href }) => (
            <li key={id}>
              <Link url={href}>{text}</Link>
            </li>
          ))}
        </ul>
        {digest.isCut && (
          <Text as="p" variant="bodySm" tone="subdued">
            {t("digest.cut", { from: format.day(digest.days.from) })}
          </Text>
        )}
        {isFailed && <InlineError fieldID="digest" message={t("digest.failed")} />}
      </section>
    </Card>
  );
}

interface Line {
  id: string;
  text: string;
  href: string;
}

/** The lines in the order in which they matter; what did not happen has none. */
function linesOf(t: TFunction, { days, exceptions, failedRuns, ...news }: Digest): Line[] {
  const { from, to } = days;
  const lists = {
    beyond: { from, to, status: ["short", "over"] },
    handed: { preset: "all", by: "opening", assignee: "me" },
    restated: { preset: "all", status: "restated" },
    reviewed: { preset: "all", review: "reviewed" },
  };
  const line = (id: keyof typeof lists): Line[] =>
    news[id].count === 0
      ? []
      : [
          {
            id,
            text: t(`digestLine.${id}`, { count: news[id].count }),
            href: sessionsHref(news[id], queryWith("", lists[id])),
          },
        ];
  return [
    ...line("handed"),
    ...line("beyond"),
    ...line("restated"),
    ...exceptions.map(({ kind, count }) => ({
      id: kind,
      text: t("digest.exception", { kind: t(`exceptionKind.${kind}`), times: count }),
      href: `/app/exceptions${queryWith("", { from, to, kind })}`,
    })),
    ...line("reviewed"),
    ...(failedRuns === 0
      ? []
      : [{ id: "failed", text: t("digestLine.failedRuns", { count: failedRuns }), href: "/app/sync" }]),
  ];
}

/** The session itself, a list of exactly these, or where there are too many for an address, the list that holds them. */
function sessionsHref({ count, ids }: SomeSessions, list: string): string {
  const [only] = ids;
  if (count === 1 && only) return `/app/sessions/${only}`;
  if (ids.length < count) return `/app/sessions${list}`;
  return `/app/sessions${queryWith("", { preset: "all", by: "opening", session_id: ids })}`;
}

/** "5:40 PM" of today, "yesterday, 5:40 PM", else with its date; by the shop's clock. */
function whenInWords(t: TFunction, iso: string, now: string, format: ShopFormat): string {
  const { locale, timeZone } = format;
  const dayOf = (instant: number) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(instant);
  const time = format.timeOnly(iso, timeZone);
  if (dayOf(Date.parse(iso)) === dayOf(Date.parse(now))) return time;
  if (dayOf(Date.parse(iso)) !== dayOf(Date.parse(now) - DAY_MS)) return format.instant(iso, { style: "brief" });
  const yesterday = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-1, "day");
  return t("digest.dayAndTime", { day: yesterday, time });
}

const DAY_MS = 86_400_000;
