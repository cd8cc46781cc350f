-- CreateTable
CREATE TABLE "bulk_history" (
    "shop_id" INTEGER NOT NULL,
    "opened_before" TIMESTAMPTZ(6) NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "operation_id" TEXT,
    "lines_stored" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "bulk_history_pkey" PRIMARY KEY ("shop_id")
);
