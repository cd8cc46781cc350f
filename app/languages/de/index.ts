import polaris from "@shopify/polaris/locales/de.json";

export { polaris };

export const words = {};
