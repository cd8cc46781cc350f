import type { FlowTrigger } from "#simulator/flow/flow-triggers.ts";

/** What Shopify knows of an app from its configuration file and the Partner Dashboard. */
export interface AppRegistration {
  apiKey: string;
  apiSecret: string;
  /** The app's origin, without a slash at the end. */
  appUrl: string;
  /** The path segment in the admin: /store/<name>/apps/<handle>. */
  handle: string;
  name: string;
  /** `[access_scopes] scopes`: granted with the installation. */
  requiredScopes: readonly string[];
  /** `[access_scopes] optional_scopes`: granted one by one, later, by the merchant. */
  optionalScopes: readonly string[];
  /** The triggers of its deployed extensions. */
  flowTriggers: readonly FlowTrigger[];
}

export const API_VERSION = "2026-10";

export const REQUIRED_SCOPES = ["read_cash_tracking", "read_locations"] as const;
/** What the app declares in its configuration file; other apps are registered with their own lists. */
export const OPTIONAL_SCOPES = ["read_users", "read_orders", "read_gift_cards", "write_cash_tracking"] as const;
