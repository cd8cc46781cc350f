import type { words } from "./en/index.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof words };
    /** A placeholder that is not given, or has another name, does not compile. */
    strictInterpolationChecks: true;
  }
}
