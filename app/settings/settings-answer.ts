import type { BusinessDate } from "#app/calendar/dates.ts";
import type { SettingProblem } from "./settings.ts";

/** What retention would have deleted today. */
export interface Expiry {
  /** The first business day that is kept. */
  from: BusinessDate;
  /** How many sessions of earlier days there are now. */
  sessions: number;
}

/** What became of a form of settings that was sent. */
export type SettingsAnswer =
  | { kind: "saved"; version: number }
  /** By field. */
  | { kind: "invalid"; problems: Record<string, SettingProblem> }
  /** Somebody saved since the form was filled; nothing was stored. */
  | { kind: "conflict" }
  /** Sessions would be deleted: nothing is stored before that is confirmed. */
  | ({ kind: "confirm" } & Expiry);
