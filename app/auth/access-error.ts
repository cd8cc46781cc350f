/** The app may not speak for a shop: it is not there (any more), or Shopify took its token back. */
export class AccessError extends Error {
  readonly code: "NOT_INSTALLED" | "TOKEN_REVOKED";

  constructor(code: AccessError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
