import { useState } from "react";

import { queryWith } from "./query.ts";

/** Which sessions of a list are chosen: some by their ids, on whatever page of it, or all that match. */
export interface Selection {
  ids: ReadonlySet<string>;
  isEverything: boolean;
}

const NOTHING: Selection = { ids: new Set(), isEverything: false };

/** What is chosen in a list. It stays from one page of the list to the next, and goes with the filters. */
export function useSelection(query: string) {
  // Without the cursor: another page of the same list is the same list, in whatever order and under whatever name.
  const list = queryWith(query, { sort: null, view: null });
  const [chosen, setChosen] = useState({ list, selection: NOTHING });
  const selection = chosen.list === list ? chosen.selection : NOTHING;
  const choose = (next: Selection) => setChosen({ list, selection: next });
  return {
    selection,
    clear: () => choose(NOTHING),
    chooseEverything: () => choose({ ids: new Set(), isEverything: true }),
    /** One by one; out of everything, whoever takes one away means the others of this page. */
    toggle(id: string, onPage: readonly string[]) {
      const ids = new Set(selection.isEverything ? onPage : selection.ids);
      if (!ids.delete(id)) ids.add(id);
      choose({ ids, isEverything: false });
    },
    togglePage(onPage: readonly string[]) {
      if (selection.isEverything) return choose(NOTHING);
      const isWhole = onPage.every((id) => selection.ids.has(id));
      const others = [...selection.ids].filter((id) => !onPage.includes(id));
      choose({ ids: new Set(isWhole ? others : [...others, ...onPage]), isEverything: false });
    },
  };
}

export type SelectionControls = ReturnType<typeof useSelection>;
