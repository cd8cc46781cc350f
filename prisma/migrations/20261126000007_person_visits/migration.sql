-- AlterTable
ALTER TABLE "person" ADD COLUMN     "dismissed_since" TIMESTAMPTZ(6),
ADD COLUMN     "guide" TEXT,
ADD COLUMN     "guide_done" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "previous_as_of" TIMESTAMPTZ(6),
ADD COLUMN     "previous_seen_at" TIMESTAMPTZ(6),
ADD COLUMN     "seen_as_of" TIMESTAMPTZ(6);


-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

ALTER TABLE "person"
    ADD CONSTRAINT "person_guide" CHECK ("guide" IN ('hidden', 'shown')),
    ADD CONSTRAINT "person_guide_done" CHECK ("guide_done" <@ ARRAY['settings', 'permissions', 'file']);
