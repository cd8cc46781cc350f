-- CreateTable
CREATE TABLE "unread_session" (
    "shop_id" INTEGER NOT NULL,
    "session_id" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "tried_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "unread_session_pkey" PRIMARY KEY ("shop_id","session_id")
);
