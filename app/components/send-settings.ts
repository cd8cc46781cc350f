import { useRevalidator } from "@remix-run/react";
import type {} from "@shopify/app-bridge-types";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SettingsAnswer } from "#app/settings/settings-answer.ts";
import type { SettingsFields } from "#app/settings/settings-fields.ts";

interface Sent {
  version: number;
  fields: SettingsFields;
}

/** What became of a sending: an answer of the app's, or none, because the way to it or the app itself failed. */
type Outcome = SettingsAnswer | { kind: "failed" };

const ANSWERED = new Set([200, 409, 422]);

async function post(body: object): Promise<Outcome> {
  try {
    const answer = await fetch("/app/settings/save", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return ANSWERED.has(answer.status) ? ((await answer.json()) as SettingsAnswer) : { kind: "failed" };
  } catch {
    return { kind: "failed" }; // offline, or cut off: the page says so, and what was typed stays
  }
}

/** Sends the form of the settings, and keeps what became of it until something else is sent. */
export function useSending() {
  const { t } = useTranslation();
  const { revalidate } = useRevalidator();
  const [isSending, setIsSending] = useState(false);
  const [outcome, setOutcome] = useState<{ of: Sent; is: Outcome } | null>(null);
  const [saved, setSaved] = useState<Sent | null>(null);

  async function send({ version, fields }: Sent, isDeletionConfirmed: boolean) {
    setIsSending(true);
    const is = await post({ version, fields, isDeletionConfirmed });
    setOutcome({ of: { version, fields }, is });
    if (is.kind === "saved") {
      setSaved({ version: is.version, fields });
      window.shopify.toast.show(t("settings.saved"));
    }
    // What is stored now: after a conflict what somebody else saved, with the lines of the trail.
    if (is.kind === "saved" || is.kind === "conflict") revalidate();
    setIsSending(false);
  }
  return {
    isSending,
    saved,
    send,
    isFailed: outcome?.is.kind === "failed",
    expiry: outcome?.is.kind === "confirm" ? outcome.is : null,
    /** What the server refused, as long as nothing has been changed since. */
    refusedOf: (fields: SettingsFields) =>
      outcome?.is.kind === "invalid" && outcome.of.fields === fields ? outcome.is.problems : {},
    forget: () => setOutcome(null),
  };
}
