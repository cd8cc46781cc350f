-- CreateTable
CREATE TABLE "location_comparison" (
    "shop_id" INTEGER NOT NULL,
    "location_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "outcome" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "compared_at" TIMESTAMPTZ(6) NOT NULL,
    "reread_at" TIMESTAMPTZ(6),
    "our_opened" INTEGER,
    "our_closed" INTEGER,
    "our_net_cash" BIGINT,
    "our_discrepancies" BIGINT,
    "their_opened" INTEGER NOT NULL,
    "their_closed" INTEGER NOT NULL,
    "their_net_cash" BIGINT NOT NULL,
    "their_discrepancies" BIGINT NOT NULL,

    CONSTRAINT "location_comparison_pkey" PRIMARY KEY ("shop_id","location_id","day")
);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

ALTER TABLE "location_comparison"
    ADD CONSTRAINT "location_comparison_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
    ADD CONSTRAINT "location_comparison_outcome" CHECK ("outcome" IN ('equal', 'differs', 'mended', 'unsettled'));
