import polaris from "@shopify/polaris/locales/fr.json";

import frame from "./frame.ts";

export { polaris };

export const words = { ...frame };
