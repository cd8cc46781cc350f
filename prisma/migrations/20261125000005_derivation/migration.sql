-- CreateTable
CREATE TABLE "derivation" (
    "shop_id" INTEGER NOT NULL,
    "settings_version" INTEGER NOT NULL,
    "began_at" TIMESTAMPTZ(6) NOT NULL,
    "opened_before" TIMESTAMPTZ(6),
    "id_before" BIGINT,
    "sessions" INTEGER NOT NULL,
    "derived" INTEGER NOT NULL DEFAULT 0,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "derivation_pkey" PRIMARY KEY ("shop_id")
);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

-- Working out figures anew is a run of its own.
ALTER TABLE "sync_run"
    DROP CONSTRAINT "sync_run_kind",
    ADD CONSTRAINT "sync_run_kind" CHECK ("kind" IN ('backfill', 'poll', 'ledgers', 'legacy', 'derive'));
