// jsdom comes without types; this is what the tests of App Bridge use of it.
declare module "jsdom" {
  export type DOMWindow = Window & typeof globalThis;

  export class JSDOM {
    constructor(
      html: string,
      options?: {
        url?: string;
        runScripts?: "outside-only" | "dangerously";
        pretendToBeVisual?: boolean;
        beforeParse?(window: DOMWindow): void;
      },
    );
    readonly window: DOMWindow;
  }
}
