import { Badge, Banner, BlockStack, Button, Card, InlineStack, Link, Text, type BadgeProps } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { ReviewState } from "#app/reconciliation/review.ts";
import type { SessionReview } from "#app/reports/review.server.ts";

import { personName } from "./id-words.ts";
import styles from "./review-card.module.css";
import { ReviewForm } from "./review-form.tsx";
import { Trail } from "./review-trail.tsx";
import { useShopFormat } from "./shop-format.tsx";

interface ReviewCardProps {
  sessionId: string;
  review: SessionReview;
  timeZone: string;
  isOpen: boolean;
  setOpen(isOpen: boolean): void;
  /** What comes after it in the list from which somebody came. */
  next?: { id: string; name: string } | null;
}

/** What has become of the session, the form that says more of it, and everything that was said. */
export function ReviewCard({ sessionId, review, timeZone, isOpen, setOpen, next }: ReviewCardProps) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {t("review.heading")}
          </Text>
          <ReviewBadge state={review.state} />
        </InlineStack>
        <Escalation review={review} />
        {isOpen ? (
          <FocusOnOpen>
            <OwnSession review={review} />
            <ReviewForm {...{ sessionId, review, timeZone }} close={() => setOpen(false)} />
          </FocusOnOpen>
        ) : (
          <InlineStack gap="300" blockAlign="center">
            <Button onClick={() => setOpen(true)}>{openWords(t, review)}</Button>
            {next && IS_DONE[review.state] && (
              <Link url={`/app/sessions/${next.id}`}>{t("review.nextListed", { place: next.name })}</Link>
            )}
          </InlineStack>
        )}
        <Trail rows={review.trail} review={review} timeZone={timeZone} />
      </BlockStack>
    </Card>
  );
}

/** Whoever has said what there is to say goes on to the next session. */
const IS_DONE: Record<ReviewState, boolean> = {
  ...{ reviewed: true, escalated: true, needs: false, reopened: false, none: false },
};

/** What the button that opens the form promises: what can be done to the session as it is. */
function openWords(t: TFunction, { state, acts }: SessionReview): string {
  if (state === "reviewed") return t("review.openMore");
  if (!acts.includes("reviewed")) return t("review.openEarly");
  return state === "none" ? t("review.openAnyway") : t("review.open");
}

const TONES: Record<ReviewState, BadgeProps["tone"]> = {
  needs: "attention",
  reviewed: "success",
  escalated: "warning",
  reopened: "attention",
  none: undefined,
};

export function ReviewBadge({ state }: { state: ReviewState }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state]}>{t(`reviewState.${state}`)}</Badge>;
}

function Escalation({ review: { escalation, me } }: { review: SessionReview }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (escalation === null) return null;
  const { assignee, dueOn, isOverdue } = escalation;
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p">
        {t("reviewCard.withDue", { assignee: personName(t, assignee, me), dueOn: format.day(dueOn, "long") })}
      </Text>
      {isOverdue && <Badge tone="critical">{t("reviewCard.overdue")}</Badge>}
    </InlineStack>
  );
}

/** That one reviews one's own work: said before, and not after. */
function OwnSession({ review: { closedIt, fourEyes, isOwnForbidden, state } }: { review: SessionReview }) {
  const { t } = useTranslation();
  if (state === "reviewed") return null;
  if (isOwnForbidden) return <Banner tone="warning">{t("review.ownForbidden")}</Banner>;
  if (closedIt === true) return <Banner tone="info">{t("review.ownTold")}</Banner>;
  if (closedIt !== null || fourEyes !== "forbidden") return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {t("review.closerUnknown")}
    </Text>
  );
}

/** Whoever opens the form, from the head of the page or from the card, goes on in its first field. */
function FocusOnOpen({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>("select, textarea")?.focus(), []);
  return (
    <div ref={box} className={styles.form}>
      {children}
    </div>
  );
}
