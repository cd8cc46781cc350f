import polaris from "@shopify/polaris/locales/ja.json";

import calendar from "./calendar.ts";
import drawers from "./drawers.ts";
import exceptions from "./exceptions.ts";
import exports from "./exports.ts";
import failures from "./failures.ts";
import frame from "./frame.ts";
import locations from "./locations.ts";
import overview from "./overview.ts";
import papers from "./papers.ts";
import review from "./review.ts";
import rules from "./rules.ts";
import sessions from "./sessions.ts";
import settings from "./settings.ts";
import staff from "./staff.ts";
import sync from "./sync.ts";

export { polaris };

export const words = {
  ...calendar,
  ...drawers,
  ...exceptions,
  ...exports,
  ...failures,
  ...frame,
  ...locations,
  ...overview,
  ...papers,
  ...review,
  ...rules,
  ...sessions,
  ...settings,
  ...staff,
  ...sync,
};
