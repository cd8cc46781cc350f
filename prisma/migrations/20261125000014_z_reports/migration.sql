-- CreateTable
CREATE TABLE "z_report_series" (
    "shop_id" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "last_number" INTEGER NOT NULL,

    CONSTRAINT "z_report_series_pkey" PRIMARY KEY ("shop_id","place")
);

-- CreateTable
CREATE TABLE "z_report" (
    "shop_id" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "issue" INTEGER NOT NULL,
    "replaces" INTEGER,
    "fingerprint" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(6) NOT NULL,
    "issued_by" TEXT NOT NULL,

    CONSTRAINT "z_report_pkey" PRIMARY KEY ("shop_id","place","number")
);

-- CreateTable
CREATE TABLE "z_report_printing" (
    "shop_id" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "copy" INTEGER NOT NULL,
    "layout" TEXT NOT NULL,
    "printed_at" TIMESTAMPTZ(6) NOT NULL,
    "printed_by" TEXT NOT NULL,

    CONSTRAINT "z_report_printing_pkey" PRIMARY KEY ("shop_id","place","number","copy")
);

-- CreateIndex
CREATE UNIQUE INDEX "z_report_subject" ON "z_report"("shop_id", "subject", "issue");
