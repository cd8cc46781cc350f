/** Views of one list that a person may keep: more than anybody finds again. */
export const MOST_VIEWS = 50;
/** Views of one list that a whole shop may share: everybody's page carries them. */
export const MOST_SHARED = 100;
/** Characters of a name: longer ones do not fit a tab. */
export const LONGEST_NAME = 40;
/** Characters of a query: some sixty places and drawers, far below what an address may have. */
export const LONGEST_QUERY = 2_000;

/** What is wrong with a view; the page holds the words. */
export type ViewTrouble =
  "name_missing" | "name_too_long" | "name_taken" | "too_many" | "too_many_shared" | "query_too_long";
