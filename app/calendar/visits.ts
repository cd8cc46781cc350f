/**
 * Whoever has had no page of the app open for so long has been away: their next look is another visit, and what came
 * meanwhile is new to them. A page that is open and seen asks once a minute.
 */
export const ABSENCE_MINUTES = 30;
