-- AlterTable
ALTER TABLE "payment_session" ADD COLUMN     "review_state" TEXT;

-- CreateTable
CREATE TABLE "review_event" (
    "shop_id" INTEGER NOT NULL,
    "session_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "review_state" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "user_id" TEXT,
    "closed_it" BOOLEAN,
    "cause" TEXT,
    "comment" TEXT,
    "assignee" TEXT,
    "due_on" DATE,
    "reconciliation" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "total_discrepancy" BIGINT NOT NULL,
    "opening_discrepancy" BIGINT NOT NULL,
    "closing_discrepancy" BIGINT,
    "expected_at_close" BIGINT,
    "counted_at_close" BIGINT,
    "tolerance" BIGINT NOT NULL,

    CONSTRAINT "review_event_pkey" PRIMARY KEY ("shop_id","session_id","number")
);

-- CreateTable
CREATE TABLE "person" (
    "shop_id" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("shop_id","user_id")
);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

-- What is in somebody's hands: assignee=me, and the counts of the overview.
CREATE INDEX "review_event_assignee" ON "review_event" ("shop_id", "assignee", "session_id") WHERE "kind" = 'escalated';

ALTER TABLE "payment_session"
    ADD CONSTRAINT "payment_session_review_state" CHECK ("review_state" IN ('reviewed', 'escalated', 'reopened'));

ALTER TABLE "review_event"
    ADD CONSTRAINT "review_event_number" CHECK ("number" >= 1),
    ADD CONSTRAINT "review_event_kind" CHECK ("kind" IN ('reviewed', 'escalated', 'commented', 'reopened', 'restated')),
    ADD CONSTRAINT "review_event_state" CHECK ("review_state" IN ('reviewed', 'escalated', 'reopened')),
    ADD CONSTRAINT "review_event_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
    -- A restatement is Shopify's; everything else a person did.
    ADD CONSTRAINT "review_event_actor" CHECK (("kind" = 'restated') = ("user_id" IS NULL)),
    ADD CONSTRAINT "review_event_cause" CHECK (("kind" = 'reviewed') = ("cause" IS NOT NULL)),
    ADD CONSTRAINT "review_event_escalation" CHECK (
      ("kind" = 'escalated') = ("assignee" IS NOT NULL) AND ("kind" = 'escalated') = ("due_on" IS NOT NULL)
    );

-- The trail is append-only. The one thing that takes rows from it is the erasure of the shop, which names the shop in
-- the transaction that erases it.
CREATE FUNCTION "refuse_trail_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('till_ledger.erased_shop', true) = OLD.shop_id::text THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'The trail is append-only: no % on %.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "review_event_append_only" BEFORE UPDATE OR DELETE ON "review_event"
    FOR EACH ROW EXECUTE FUNCTION "refuse_trail_change"();
CREATE TRIGGER "review_event_no_truncate" BEFORE TRUNCATE ON "review_event"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_trail_change"();

-- Whoever finds that Shopify restated a session, what was said of it is no longer about its figures: the trail says so,
-- and what was reviewed is open again. At the end of the transaction, because status and tolerance follow the figures.
CREATE FUNCTION "note_restatement"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO review_event (shop_id, session_id, number, kind, review_state, at, reconciliation, currency,
    total_discrepancy, opening_discrepancy, closing_discrepancy, expected_at_close, counted_at_close, tolerance)
  SELECT s.shop_id, s.id, trail.last + 1, 'restated',
    CASE s.review_state WHEN 'reviewed' THEN 'reopened' ELSE s.review_state END, s.restated_at, s.reconciliation,
    s.currency, s.total_discrepancy, s.opening_discrepancy, s.closing_discrepancy, s.expected_at_close,
    s.counted_at_close, s.tolerance
  FROM payment_session s
  CROSS JOIN LATERAL (
    SELECT max(e.number) AS last FROM review_event e WHERE e.shop_id = s.shop_id AND e.session_id = s.id
  ) trail
  WHERE s.shop_id = NEW.shop_id AND s.id = NEW.id AND trail.last IS NOT NULL;
  UPDATE payment_session s SET review_state = 'reopened'
  WHERE s.shop_id = NEW.shop_id AND s.id = NEW.id AND s.review_state = 'reviewed';
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "payment_session_restated_review" AFTER UPDATE OF "restated_at" ON "payment_session"
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.restated_at IS DISTINCT FROM OLD.restated_at AND NEW.restated_at IS NOT NULL)
    EXECUTE FUNCTION "note_restatement"();
