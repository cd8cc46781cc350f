-- CreateTable
CREATE TABLE "drawer_comparison" (
    "shop_id" INTEGER NOT NULL,
    "drawer_id" BIGINT NOT NULL,
    "window_from" TIMESTAMPTZ(6) NOT NULL,
    "window_to" TIMESTAMPTZ(6) NOT NULL,
    "sessions" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "compared_at" TIMESTAMPTZ(6) NOT NULL,
    "reread_at" TIMESTAMPTZ(6),
    "our_sales" BIGINT NOT NULL,
    "our_refunds" BIGINT NOT NULL,
    "our_net_sales" BIGINT NOT NULL,
    "our_adjustments" BIGINT NOT NULL,
    "our_discrepancies" BIGINT NOT NULL,
    "their_sales" BIGINT NOT NULL,
    "their_refunds" BIGINT NOT NULL,
    "their_net_sales" BIGINT NOT NULL,
    "their_adjustments" BIGINT NOT NULL,
    "their_discrepancies" BIGINT NOT NULL,

    CONSTRAINT "drawer_comparison_pkey" PRIMARY KEY ("shop_id","drawer_id","window_from")
);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

ALTER TABLE "drawer_comparison"
    ADD CONSTRAINT "drawer_comparison_currency" CHECK ("currency" ~ '^[A-Z]{3}$'),
    ADD CONSTRAINT "drawer_comparison_window" CHECK ("window_from" < "window_to"),
    ADD CONSTRAINT "drawer_comparison_outcome" CHECK ("outcome" IN ('equal', 'differs', 'mended'));
