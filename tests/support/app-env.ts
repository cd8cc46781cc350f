/** The configuration that tests run the app with; imported before anything asks for it. */
export const APP_ENV = {
  SHOPIFY_API_KEY: "test-api-key",
  SHOPIFY_API_SECRET: "test-api-secret",
  SHOPIFY_APP_URL: "https://till-ledger.example",
  TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
};

Object.assign(process.env, APP_ENV);
