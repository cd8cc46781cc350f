// Which row a key leads to. Rows say what they are by an attribute, so that every list of the app takes part, whichever
// component draws it; what is focused is the row's own link, so that Enter opens it and a screen reader says it.

export const ROW_ATTRIBUTE = "data-list-row";

/** What a row of a list carries. */
export const LIST_ROW = { [ROW_ATTRIBUTE]: "" };

export type ListMove = "next" | "previous" | "first" | "last";

/** What a key asks of a list; null when it asks nothing. The arrows and Home and End scroll the page outside of a list. */
export function moveOf(key: string, isInList: boolean): ListMove | null {
  if (key === "j") return "next";
  if (key === "k") return "previous";
  if (!isInList) return null;
  return MOVES_WITHIN.get(key) ?? null;
}

const MOVES_WITHIN: ReadonlyMap<string, ListMove> = new Map([
  ["ArrowDown", "next"],
  ["ArrowUp", "previous"],
  ["Home", "first"],
  ["End", "last"],
]);

/** Whether what has the focus takes letters for itself. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("textarea, select, [role=textbox], [role=combobox], [role=listbox]")) {
    return true;
  }
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

/** Focuses the row that a move leads to; at the ends it stays. Answers whether there is a list at all. */
export function moveFocus(document: Document, move: ListMove): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(`[${ROW_ATTRIBUTE}]`)].filter(
    (row) => linkOf(row) !== null && row.getClientRects().length > 0,
  );
  if (rows.length === 0) return false;
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const target = { next: current + 1, previous: current < 0 ? 0 : current - 1, first: 0, last: rows.length - 1 }[move];
  const row = rows[Math.min(Math.max(target, 0), rows.length - 1)];
  const link = row && linkOf(row);
  link?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return true;
}

/** The row that has the focus. */
export function focusedRow(document: Document): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(`[${ROW_ATTRIBUTE}]`) ?? null;
}

function linkOf(row: HTMLElement): HTMLAnchorElement | null {
  return row.querySelector<HTMLAnchorElement>("a[href]");
}
