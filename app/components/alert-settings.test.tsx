// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { useEffect, useState } from "react";
import { expect, test } from "vitest";

import type { AlertState } from "#app/reports/alert-state.server.ts";
import { DEFAULT_SETTINGS } from "#app/settings/settings.ts";
import { fromFields, type SettingsFields, toFields } from "#app/settings/settings-fields.ts";

import { AlertFields } from "./alert-settings.tsx";
import { renderInShop, shopFormat, t } from "./render-in-shop.tsx";
import { changeInWords } from "./setting-changes.tsx";
import { SettingsFormProvider } from "./settings-fields.tsx";

const NOTHING: AlertState = { lastSent: null, waiting: 0, waitingCode: null, missed: [], missedCount: 0 };
const LOCATIONS = [{ id: "7", name: "Soho" }];

function Form({ alerts = NOTHING, onType }: { alerts?: AlertState; onType?(fields: SettingsFields): void }) {
  const [fields, setFields] = useState(toFields(DEFAULT_SETTINGS));
  useEffect(() => void onType?.(fields), [fields, onType]);
  const form = {
    ...{ fields, problemAt: () => undefined, leave: () => {} },
    set: (path: string, text: string) => setFields({ ...fields, [path]: text }),
    remove: (...paths: string[]) =>
      setFields(Object.fromEntries(Object.entries(fields).filter(([path]) => !paths.includes(path)))),
  };
  const currencies = [{ currency: "USD", tolerance: "1.00", singleAmount: "20.00", windowSum: "50.00" }];
  return (
    <SettingsFormProvider value={form}>
      <AlertFields {...{ currencies, alerts }} locations={LOCATIONS} />
    </SettingsFormProvider>
  );
}

test("what is chosen is what is saved; what there is to choose shows once they are on", () => {
  let typed = toFields(DEFAULT_SETTINGS);
  renderInShop(<Form onType={(fields) => (typed = fields)} />);
  expect(screen.queryByText("How alerts are doing")).toBeNull();
  expect(screen.queryByLabelText("Sessions left open")).toBeNull();
  fireEvent.click(screen.getByLabelText("Tell Shopify Flow"));
  fireEvent.click(screen.getByLabelText("Sessions left open"));
  fireEvent.click(screen.getByLabelText("Only what is worth a talk"));
  fireEvent.change(screen.getByLabelText("At least, in USD"), { target: { value: "12,5" } });
  fireEvent.change(screen.getByLabelText("Only these locations"), { target: { value: "7" } });
  expect(fromFields(typed).settings?.alerts).toEqual({
    ...{ isOn: true, leastSeverity: "critical", leastAmounts: { USD: "12.50" }, locations: { "7": true } },
    kinds: { discrepancy: true, stale_open: false, carry_over_gap: true },
  });
  fireEvent.click(screen.getByRole("button", { name: "Remove Soho" }));
  expect(fromFields(typed).settings?.alerts.locations).toEqual({});
  expect(screen.getByText("None has been sent yet.")).toBeDefined();
});

test("what went wrong is said in words, with what to do, also after they were switched off", () => {
  const at = "2026-11-23T15:00:00Z";
  const alerts: AlertState = {
    lastSent: { kind: "discrepancy", sessionId: "1001", at },
    ...{ waiting: 2, waitingCode: "UNKNOWN_TRIGGER", missedCount: 3 },
    missed: [
      { kind: "discrepancy", sessionId: "1002", at, state: "unsure", code: "NO_ANSWER" },
      { kind: "stale_open", sessionId: "1003", at, state: "failed", code: "SHOPIFY_UNAVAILABLE" },
    ],
  };
  renderInShop(<Form {...{ alerts }} />);
  expect(screen.getByText("2 alerts wait to be sent.")).toBeDefined();
  expect(screen.getByText(/whoever runs the app to deploy it/)).toBeDefined();
  expect(screen.getByText("3 alerts of the last 7 days may not have arrived")).toBeDefined();
  expect(screen.getByText(/nobody knows whether it arrived/)).toBeDefined();
  expect(screen.getByText(/could not be sent for a day/)).toBeDefined();
  expect(screen.getByRole("link", { name: "session 1003" }).getAttribute("href")).toBe("/app/sessions/1003");
});

test("the trail names what was changed", () => {
  const change = (setting: string, before: string | boolean | null, after: string | boolean | null) =>
    changeInWords(t, { setting, before, after, version: 1, at: "", who: null, userId: "1" }, LOCATIONS, shopFormat);
  expect([
    change("alerts.isOn", false, true),
    change("alerts.leastAmounts.USD", null, "5.00"),
    change("alerts.leastSeverity", "warning", "critical"),
    change("alerts.locations.7", null, true),
  ]).toEqual([
    "Alerts to Shopify Flow: from off to on",
    "Alerts, least amount, USD: set to $5.00",
    "Alerts, how much is worth one: from everything beyond tolerance to only what is worth a talk",
    "Soho, Alerts only for chosen locations: set to on",
  ]);
});
