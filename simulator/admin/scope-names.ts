/** How the admin words an access scope in the dialog that asks for it. */
export const SCOPE_NAMES: Record<string, string> = {
  read_cash_tracking: "View cash tracking: sessions, drawers and what happened in them",
  write_cash_tracking: "Edit cash tracking: count, adjust and close sessions",
  read_locations: "View locations",
  read_users: "View staff: names of the people who opened and closed registers",
  read_orders: "View orders and point of sale devices",
  read_all_orders: "View all orders, also those older than 60 days",
  read_gift_cards: "View gift cards",
};
