-- CreateTable
CREATE TABLE "saved_view" (
    "shop_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "list" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("shop_id","id")
);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

-- One name a person and list, whatever its capitals; and the views of a list, a person's own and the shared ones.
CREATE UNIQUE INDEX "saved_view_name" ON "saved_view" ("shop_id", "list", "user_id", lower("name"));

ALTER TABLE "saved_view"
    ADD CONSTRAINT "saved_view_list" CHECK ("list" IN ('sessions', 'drawers', 'exceptions')),
    ADD CONSTRAINT "saved_view_name_length" CHECK (char_length("name") BETWEEN 1 AND 40),
    ADD CONSTRAINT "saved_view_query_length" CHECK (char_length("query") <= 2000);
