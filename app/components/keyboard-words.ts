// The English of the keyboard's ways.

export const KEYBOARD = {
  open: "Keyboard shortcuts",
  openKey: "?",
  title: "Keyboard shortcuts",
  close: "Close",
  single: "Single keys",
  singleHelp: "Off, only Tab, Enter, Space, Escape and the arrows in lists work, as everywhere.",
} as const;

/** What each key does, in the order in which it is told. */
export const KEY_WORDS = {
  next: { keys: ["j", "↓"], does: "To the next row; ↓ once a row has the focus" },
  previous: { keys: ["k", "↑"], does: "To the row before" },
  first: { keys: ["Home"], does: "To the first row, once a row has the focus" },
  last: { keys: ["End"], does: "To the last row" },
  enter: { keys: ["Enter"], does: "Open the row" },
  choose: { keys: ["x"], does: "Choose the row, where rows can be chosen" },
  search: { keys: ["/"], does: "To the search field" },
  help: { keys: ["?"], does: "This list" },
  escape: { keys: ["Esc"], does: "Close what is open" },
} as const;
