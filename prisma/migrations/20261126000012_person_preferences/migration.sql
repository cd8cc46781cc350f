-- CreateTable
CREATE TABLE "person_preference" (
    "shop_id" INTEGER NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "chosen" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "person_preference_pkey" PRIMARY KEY ("shop_id","user_id","name")
);
