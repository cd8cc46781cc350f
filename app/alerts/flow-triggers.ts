import type { AlertKind } from "#app/settings/alert-settings.ts";

/**
 * The triggers of extensions/, field by field: a test compares them with the TOML files. Shopify knows a trigger by its
 * handle, which cannot be changed once it is deployed, and a field by its key: letters and spaces.
 */
export const DISCREPANCY_TRIGGER = {
  handle: "cash-discrepancy-found",
  fields: {
    Location: "single_line_text_field",
    Drawer: "single_line_text_field",
    Direction: "single_line_text_field",
    Amount: "single_line_text_field",
    Discrepancy: "number_decimal",
    "Own discrepancy": "number_decimal",
    "Carried in": "number_decimal",
    Expected: "number_decimal",
    Counted: "number_decimal",
    Tolerance: "number_decimal",
    Currency: "single_line_text_field",
    Person: "single_line_text_field",
    Severity: "single_line_text_field",
    Restated: "boolean",
    "Opened at": "single_line_text_field",
    "Closed at": "single_line_text_field",
    "Session ID": "single_line_text_field",
    "Session link": "url",
    "Alert ID": "single_line_text_field",
  },
} as const;

export const EXCEPTION_TRIGGER = {
  handle: "cash-exception-found",
  fields: {
    Kind: "single_line_text_field",
    Location: "single_line_text_field",
    Drawer: "single_line_text_field",
    Amount: "single_line_text_field",
    "Amount as number": "number_decimal",
    Currency: "single_line_text_field",
    Hours: "number_decimal",
    Person: "single_line_text_field",
    Severity: "single_line_text_field",
    "Opened at": "single_line_text_field",
    "Session ID": "single_line_text_field",
    "Session link": "url",
    "Alert ID": "single_line_text_field",
  },
} as const;

interface Trigger {
  readonly handle: string;
  readonly fields: Readonly<Record<string, "single_line_text_field" | "number_decimal" | "boolean" | "url">>;
}

type ValueOf<Type> = Type extends "number_decimal" ? number : Type extends "boolean" ? boolean : string;

/** What a trigger is fired with: a value for every field, since a workflow that asks for one that is missing fails. */
export type PayloadOf<Of extends Trigger> = { [Key in keyof Of["fields"]]: ValueOf<Of["fields"][Key]> };

export type AlertPayload = PayloadOf<typeof DISCREPANCY_TRIGGER> | PayloadOf<typeof EXCEPTION_TRIGGER>;

/** The handle of the trigger that tells of such a fact. */
export function handleOf(kind: AlertKind): string {
  return kind === "discrepancy" ? DISCREPANCY_TRIGGER.handle : EXCEPTION_TRIGGER.handle;
}
