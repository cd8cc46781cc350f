-- CreateTable
CREATE TABLE "shop_setting" (
    "shop_id" INTEGER NOT NULL,
    "chosen" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "shop_setting_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "setting_change" (
    "shop_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "setting" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "setting_change_pkey" PRIMARY KEY ("shop_id","version","setting")
);
