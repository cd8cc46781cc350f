import type { ViewTrouble } from "#app/views/view-limits.ts";

// Every word of the saved views.

export const VIEW_WORDS = {
  saveNew: "Save as view",
  saveAs: "Save as new",
  save: "Save",
  undo: "Undo changes",
  changed: "Changed since it was saved",
  sharedBy: (who: string) => `Shared by ${who}`,
  sharedByYou: "You share this view with the shop",
  /** What a tab says after the name of somebody else's view, for those who cannot see its mark. */
  isShared: "shared",
  more: (count: string) => `More views (${count})`,
  moreTitle: "More saved views",
  menuOf: (name: string) => `Rename, share or delete the view ${name}`,
  rename: "Rename or share",
  delete: "Delete",
  name: "Name",
  nameHelp: (longest: string, most: string) => `Up to ${longest} characters. You can keep ${most} views of this list.`,
  share: "Show it to everybody at this shop",
  shareHelp: "Others can use it and save their own from it. Only you can change it.",
  keeps: "The view keeps filters, days and order. Days such as “Last 30 days” move on with the calendar.",
  create: "Save view",
  apply: "Save",
  cancel: "Cancel",
  deleteTitle: (name: string) => `Delete the view ${name}?`,
  deleteWhat: "It is gone for you at once. No session is touched.",
  deleteShared: "It is gone for everybody at this shop at once. No session is touched.",
  keep: "Keep",
  failed: "Nothing was changed: Till Ledger could not be reached. Try again.",
  unknown: "This view is not there any more. Load the page again.",
  all: "All",
  ofDrawers: "Views of the drawers",
  ofExceptions: "Saved views of the exceptions",
} as const;

export const VIEW_TROUBLES: Record<ViewTrouble, (limits: { longest: string; most: string; shared: string }) => string> =
  {
    name_missing: () => "Give it a name",
    name_too_long: ({ longest }) => `At most ${longest} characters, please`,
    name_taken: () => "You have a view of this name already",
    too_many: ({ most }) => `You have ${most} views of this list: delete one first`,
    too_many_shared: ({ shared }) => `The shop shares ${shared} views of this list already: keep this one to yourself`,
    query_too_long: () => "There are too many filters to keep: take some away",
  };
