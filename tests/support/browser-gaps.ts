import { afterAll } from "vitest";

/** What is waited for comes at once, and late only on a busy machine: as long as `expect.poll` waits (vitest.config.ts). */
const PATIENCE_MS = 30_000;

// What Polaris takes for granted and jsdom, which lays nothing out, does not have: media queries, asked for while
// Polaris is being imported, observers of sizes that never change here, and what an element is laid out in: without it
// Polaris takes the button of a popover for hidden, and never opens the popover.
if (typeof window !== "undefined") {
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  Object.defineProperty(HTMLElement.prototype, "offsetParent", {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentElement;
    },
  });

  // What it renders with is loaded only where a page is.
  const { cleanup, configure } = await import("@testing-library/react");
  configure({ asyncUtilTimeout: PATIENCE_MS });
  // The next file of this process finds an empty page.
  afterAll(() => {
    cleanup();
    document.body.replaceChildren();
    localStorage.clear();
    sessionStorage.clear();
  });
}
