import { useState } from "react";

import type { SettingsPage } from "#app/reports/settings-page.server.ts";
import type { SettingProblem } from "#app/settings/settings.ts";
import { filledFields, fromFields, type SettingsFields } from "#app/settings/settings-fields.ts";

/** What somebody types on the settings page, over what is stored. */
export interface Draft {
  /** What is stored, and its version. */
  base: SettingsFields;
  version: number;
  fields: SettingsFields;
  /** Somebody else saved since: from which version on; null: nobody. */
  othersSince: number | null;
  /** What both of them changed. */
  contested: string[];
}

export function draftOf({ fields, version }: Pick<SettingsPage, "fields" | "version">): Draft {
  return { base: fields, version, fields, othersSince: null, contested: [] };
}

/** Whether there is anything to save. */
export function isDirty({ base, fields }: Draft): boolean {
  return changedPaths(base, fields).length > 0;
}

/** Takes over what somebody else has stored: what was typed stays, and everything else is as they left it. */
export function takeOver(draft: Draft, stored: Pick<SettingsPage, "fields" | "version">): Draft {
  const mine = changedPaths(draft.base, draft.fields);
  const theirs = changedPaths(draft.base, stored.fields);
  return {
    ...{ base: stored.fields, version: stored.version, fields: withTyped(draft, mine, stored.fields) },
    othersSince: mine.length > 0 ? (draft.othersSince ?? draft.version) : null,
    contested: mine.filter((path) => theirs.includes(path)),
  };
}

/** What this page has saved is what is stored; only what was typed since is left to save. */
export function keepSaved(draft: Draft, sent: Pick<SettingsPage, "fields" | "version">): Draft {
  return { ...draftOf(sent), fields: withTyped(draft, changedPaths(sent.fields, draft.fields), sent.fields) };
}

function withTyped({ fields: typed }: Draft, paths: readonly string[], under: SettingsFields): SettingsFields {
  const untouched = Object.entries(under).filter(([path]) => !paths.includes(path));
  return Object.fromEntries([
    ...untouched,
    ...paths.flatMap((path) => (typed[path] === undefined ? [] : [[path, typed[path]] as const])),
  ]);
}

function changedPaths(before: SettingsFields, after: SettingsFields): string[] {
  const [old, young] = [filledFields(before), filledFields(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(young)])].filter((path) => old[path] !== young[path]);
}

export interface SettingsDraft {
  draft: Draft;
  isDirty: boolean;
  /** Of every field; which are shown is the page's. */
  problems: Record<string, SettingProblem>;
  set(path: string, text: string): void;
  remove(...paths: string[]): void;
  discard(): void;
}

/** The draft of the settings page; it follows what is stored. `sent`: what this page has saved last, and as which version. */
export function useSettingsDraft(stored: SettingsPage, sent: Pick<SettingsPage, "fields" | "version"> | null) {
  const [draft, setDraft] = useState(() => draftOf(stored));
  // The answer to the saving is here before what is stored has been read again, and that may be of before the saving.
  if (sent !== null && sent.version > draft.version) setDraft(keepSaved(draft, sent));
  else if (stored.version > draft.version) setDraft(takeOver(draft, stored));
  else if (stored.version === draft.version && draft.base === sent?.fields) {
    // As it is stored: "5" has become "5.00".
    setDraft({ ...takeOver(draft, stored), othersSince: null, contested: [] });
  }
  const change = (fields: SettingsFields) => setDraft({ ...draft, fields });
  return {
    draft,
    isDirty: isDirty(draft),
    problems: fromFields(draft.fields).problems ?? {},
    set: (path, text) => change({ ...draft.fields, [path]: text }),
    remove: (...paths) =>
      change(Object.fromEntries(Object.entries(draft.fields).filter(([path]) => !paths.includes(path)))),
    discard: () => setDraft(draftOf({ fields: draft.base, version: draft.version })),
  } satisfies SettingsDraft;
}
