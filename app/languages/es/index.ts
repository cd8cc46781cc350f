import polaris from "@shopify/polaris/locales/es.json";

export { polaris };

export const words = {};
