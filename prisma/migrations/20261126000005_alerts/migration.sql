-- CreateTable
CREATE TABLE "alert" (
    "shop_id" INTEGER NOT NULL,
    "fact" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "payload" JSONB,
    "noted_at" TIMESTAMPTZ(6) NOT NULL,
    "not_before" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(6),
    "error_code" TEXT,
    "error" TEXT,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("shop_id","fact")
);

-- CreateIndex
CREATE INDEX "alert_noted" ON "alert"("shop_id", "noted_at" DESC);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

-- What is to be sent: a handful of rows, whatever else the table holds.
CREATE INDEX "alert_due" ON "alert" ("shop_id", "not_before") WHERE "state" IN ('waiting', 'sending');

-- What the settings page shows of it.
CREATE INDEX "alert_told" ON "alert" ("shop_id", "noted_at" DESC) WHERE "state" <> 'quiet';

ALTER TABLE "alert"
    ADD CONSTRAINT "alert_kind" CHECK ("kind" IN ('discrepancy', 'stale_open', 'carry_over_gap')),
    ADD CONSTRAINT "alert_state" CHECK ("state" IN ('quiet', 'waiting', 'sending', 'sent', 'unsure', 'failed')),
    ADD CONSTRAINT "alert_payload" CHECK ("state" = 'quiet' OR "payload" IS NOT NULL),
    ADD CONSTRAINT "alert_not_before" CHECK ("state" NOT IN ('waiting', 'sending') OR "not_before" IS NOT NULL),
    ADD CONSTRAINT "alert_sent" CHECK (("state" = 'sent') = ("sent_at" IS NOT NULL));
