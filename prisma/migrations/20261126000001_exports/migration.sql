-- CreateTable
CREATE TABLE "export_job" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "user_id" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "rows_expected" INTEGER,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "file_name" TEXT,
    "content_type" TEXT,
    "error_code" TEXT,
    "queued_at" TIMESTAMPTZ(6) NOT NULL,
    "not_before" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6),
    "lease_until" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "export_job_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "export_job_state" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled', 'expired'))
);

-- CreateTable
CREATE TABLE "export_chunk" (
    "shop_id" INTEGER NOT NULL,
    "job_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "export_chunk_pkey" PRIMARY KEY ("shop_id","job_id","number")
);

-- It is compressed before it comes here: to try once more costs time and saves nothing.
ALTER TABLE "export_chunk" ALTER COLUMN "body" SET STORAGE EXTERNAL;

-- CreateTable
CREATE TABLE "export_download" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "job_id" BIGINT,
    "user_id" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "rows" INTEGER,
    "bytes" BIGINT,
    "began_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "export_download_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "export_download_outcome" CHECK ("outcome" IN ('under_way', 'complete', 'cut_off', 'failed'))
);

-- The same file asked for twice while it is being made is made once. The worker looks through it for what waits.
CREATE UNIQUE INDEX "export_job_unfinished" ON "export_job"("shop_id", "request_key") WHERE "state" IN ('queued', 'running');

-- What is kept, for the worker that looks whose time is over.
CREATE INDEX "export_job_kept" ON "export_job"("shop_id", "expires_at") WHERE "state" = 'done';
