import { afterAll } from "vitest";

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

  // The next file of this process finds an empty page; what it renders with is loaded only where a page is.
  afterAll(async () => {
    const { cleanup } = await import("@testing-library/react");
    cleanup();
    document.body.replaceChildren();
    localStorage.clear();
    sessionStorage.clear();
  });
}
