// Every word of the link to what a page shows.

export const LINK_WORDS = {
  copy: "Copy link to this view",
  copied: "Link copied",
  byHand: "Copy this link",
  byHandWhy: "The browser did not let the app copy it.",
  close: "Close",
} as const;
