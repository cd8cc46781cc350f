import type { ActivityRecord, SessionRecord } from "#simulator/shop/world.ts";

/** An activity with the session it belongs to, which its record does not name. */
export interface ActivityView {
  /** The API shows no id of an activity, and yet filters, sorts and pages by one. */
  id: string;
  session: SessionRecord;
  record: ActivityRecord;
}

/** A session's activities in the order in which they stand in it. */
export function viewActivities(session: SessionRecord): ActivityView[] {
  // Wide enough for any session, so that the ids of one session sort as its activities do.
  return session.activities.map((record, index) => ({
    id: session.id + String(index + 1).padStart(5, "0"),
    session,
    record,
  }));
}
