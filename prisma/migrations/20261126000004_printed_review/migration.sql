-- What had become of the review when it was printed: each printing says the same for ever. Null: printed before this.
ALTER TABLE "z_report_printing" ADD COLUMN     "review" JSONB;
