import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text, type BadgeProps } from "@shopify/polaris";
import { useEffect, useRef } from "react";

import type { ReviewState } from "#app/reconciliation/review.ts";
import type { SessionReview } from "#app/reports/review.server.ts";

import styles from "./review-card.module.css";
import { ReviewForm } from "./review-form.tsx";
import { Trail } from "./review-trail.tsx";
import { personName, REVIEW_TEXT, REVIEW_WORDS } from "./review-words.ts";
import { useShopFormat } from "./shop-format.tsx";

interface ReviewCardProps {
  review: SessionReview;
  timeZone: string;
  isOpen: boolean;
  setOpen(isOpen: boolean): void;
}

/** What has become of the session, the form that says more of it, and everything that was said. */
export function ReviewCard({ review, timeZone, isOpen, setOpen }: ReviewCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingSm">
            {REVIEW_TEXT.heading}
          </Text>
          <ReviewBadge state={review.state} />
        </InlineStack>
        <Escalation review={review} />
        {isOpen ? (
          <FocusOnOpen>
            <OwnSession review={review} />
            <ReviewForm review={review} timeZone={timeZone} close={() => setOpen(false)} />
          </FocusOnOpen>
        ) : (
          <InlineStack>
            <Button onClick={() => setOpen(true)}>{openWords(review)}</Button>
          </InlineStack>
        )}
        <Trail rows={review.trail} review={review} timeZone={timeZone} />
      </BlockStack>
    </Card>
  );
}

/** What the button that opens the form promises: what can be done to the session as it is. */
function openWords({ state, acts }: SessionReview): string {
  if (state === "reviewed") return REVIEW_TEXT.openMore;
  if (!acts.includes("reviewed")) return REVIEW_TEXT.openEarly;
  return state === "none" ? REVIEW_TEXT.openAnyway : REVIEW_TEXT.open;
}

const TONES: Record<ReviewState, BadgeProps["tone"]> = {
  needs: "attention",
  reviewed: "success",
  escalated: "warning",
  reopened: "attention",
  none: undefined,
};

export function ReviewBadge({ state }: { state: ReviewState }) {
  return <Badge tone={TONES[state]}>{REVIEW_WORDS[state]}</Badge>;
}

function Escalation({ review: { escalation, me } }: { review: SessionReview }) {
  const format = useShopFormat();
  if (escalation === null) return null;
  const { assignee, dueOn, isOverdue } = escalation;
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p">{`With ${personName(assignee, me)}, due ${format.day(dueOn, "long")}`}</Text>
      {isOverdue && <Badge tone="critical">Overdue</Badge>}
    </InlineStack>
  );
}

/** That one reviews one's own work: said before, and not after. */
function OwnSession({ review: { closedIt, fourEyes, isOwnForbidden, state } }: { review: SessionReview }) {
  if (state === "reviewed") return null;
  if (isOwnForbidden) return <Banner tone="warning">{REVIEW_TEXT.ownForbidden}</Banner>;
  if (closedIt === true) return <Banner tone="info">{REVIEW_TEXT.ownTold}</Banner>;
  if (closedIt !== null || fourEyes !== "forbidden") return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {REVIEW_TEXT.closerUnknown}
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
