/** The generated history ends here, whenever it is run: a figure must not depend on the day of the measurement. */
export const LAST_DAY = "2026-11-22T14:00:00Z";
export const NOW = new Date("2026-11-22T18:00:00Z");
export const TODAY = "2026-11-22";
/** Three years. */
export const DAYS = 1_096;
