/** The person who is signed in to the admin. */
export interface AdminUser {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
  isAccountOwner: boolean;
  /** Retail role permissions; the cash management summaries ask for one of them. */
  permissions: readonly string[];
}

export const SHOP_OWNER: AdminUser = {
  id: "90000001",
  firstName: "Robin",
  lastName: "Marsh",
  email: "robin.marsh@example.com",
  locale: "en",
  isAccountOwner: true,
  permissions: ["view_payment_tracking_sessions_pos_channel", "payments_cash_session_history"],
};

export const SHOP_ASSISTANT: AdminUser = {
  id: "90000002",
  firstName: "Toni",
  lastName: "Vale",
  email: "toni.vale@example.com",
  locale: "en",
  isAccountOwner: false,
  permissions: [],
};
