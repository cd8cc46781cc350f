-- Who took a shared view of somebody else's from the shop's tabs, and when: its maker keeps it, is told, and may share it again.
-- AlterTable
ALTER TABLE "saved_view" ADD COLUMN     "unshared_at" TIMESTAMPTZ(6),
ADD COLUMN     "unshared_by" TEXT;

ALTER TABLE "saved_view"
    ADD CONSTRAINT "saved_view_unshared" CHECK (("unshared_by" IS NULL) = ("unshared_at" IS NULL) AND NOT ("is_shared" AND "unshared_by" IS NOT NULL));
