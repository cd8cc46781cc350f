import polaris from "@shopify/polaris/locales/ja.json";

export { polaris };

export const words = {};
