import polaris from "@shopify/polaris/locales/de.json";

import alerts from "./alerts.ts";
import calendar from "./calendar.ts";
import computed from "./computed.ts";
import drawers from "./drawers.ts";
import exceptions from "./exceptions.ts";
import exports from "./exports.ts";
import exportsPage from "./exports-page.ts";
import failures from "./failures.ts";
import frame from "./frame.ts";
import home from "./home.ts";
import lists from "./lists.ts";
import locations from "./locations.ts";
import overview from "./overview.ts";
import papers from "./papers.ts";
import review from "./review.ts";
import rules from "./rules.ts";
import sessions from "./sessions.ts";
import settings from "./settings.ts";
import staff from "./staff.ts";
import sync from "./sync.ts";
import zReports from "./z-reports.ts";

export { polaris };

export const words = {
  ...alerts,
  ...calendar,
  ...computed,
  ...drawers,
  ...exceptions,
  ...exports,
  ...exportsPage,
  ...failures,
  ...frame,
  ...home,
  ...lists,
  ...locations,
  ...overview,
  ...papers,
  ...review,
  ...rules,
  ...sessions,
  ...settings,
  ...staff,
  ...sync,
  ...zReports,
};
