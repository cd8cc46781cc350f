// The elements of the stand-in for App Bridge. What a page puts into them is shown by the admin, outside the frame; only
// a modal's content stays in the frame. None of them changes its own children: React owns those, and hydrates them.
(() => {
  "use strict";
  const bridge = window.shopify?.standIn;
  if (!bridge || customElements.get("ui-title-bar")) return;
  const { tell, ask, on, navigate } = bridge;

  let lastId = 0;
  const pressable = new WeakMap();
  const byButtonId = new Map();

  /** Names a button so that the admin can say which one was pressed. */
  function buttonId(element) {
    if (!pressable.has(element)) {
      const id = `button-${(lastId += 1)}`;
      pressable.set(element, id);
      byButtonId.set(id, new WeakRef(element));
    }
    return pressable.get(element);
  }

  on("press", ({ buttonId: id }) => {
    const element = byButtonId.get(id)?.deref();
    if (!element) return;
    const href = element.getAttribute("href");
    if (element.localName === "a" && href && !element.onclick) navigate(href);
    else element.click();
  });

  function describeButton(element) {
    const isOn = (name) => element.hasAttribute(name) && element.getAttribute(name) !== "false";
    return {
      id: buttonId(element),
      label: (element.textContent ?? "").trim(),
      variant: element.getAttribute("variant"),
      tone: element.getAttribute("tone"),
      isDisabled: isOn("disabled"),
      isLoading: isOn("loading"),
    };
  }

  /** An element that is not drawn, and says what is in it to the admin whenever that changes. */
  class Reporting extends HTMLElement {
    #observer = new MutationObserver(() => this.#schedule());
    #timer;

    connectedCallback() {
      // An empty shadow root hides the children without touching them.
      if (!this.shadowRoot) this.attachShadow({ mode: "open" }).innerHTML = "<style>:host{display:none}</style>";
      this.#observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
      this.#schedule();
    }

    disconnectedCallback() {
      this.#observer.disconnect();
      this.#schedule();
    }

    #schedule() {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.report(), 0);
    }

    report() {}
  }

  class TitleBar extends Reporting {
    report() {
      // A modal's title bar belongs to the modal; one that left the page matters only while none has replaced it.
      if (this.closest("ui-modal")) return;
      if (!this.isConnected && document.querySelector("ui-title-bar")) return;
      const buttons = this.isConnected ? [...this.querySelectorAll("button, a")].map(describeButton) : [];
      tell("title-bar", { title: this.isConnected ? this.getAttribute("title") : null, buttons });
    }
  }

  class NavMenu extends Reporting {
    report() {
      if (!this.isConnected) return;
      const items = [...this.querySelectorAll("a, s-link")].map((link) => ({
        label: (link.textContent ?? "").trim(),
        href: link.getAttribute("href") ?? "/",
        isHome: link.getAttribute("rel") === "home",
      }));
      tell("nav", { items });
    }
  }

  class SaveBar extends Reporting {
    #isShown = false;

    get showing() {
      return this.#isShown;
    }
    get discardConfirmation() {
      return this.hasAttribute("discardConfirmation") || this.hasAttribute("discardconfirmation");
    }
    set discardConfirmation(isWanted) {
      this.toggleAttribute("discardConfirmation", Boolean(isWanted));
    }
    async show() {
      this.#set(true);
    }
    async hide() {
      this.#set(false);
    }
    async toggle() {
      this.#set(!this.#isShown);
    }
    report() {
      if (!this.isConnected) this.#set(false);
      else if (this.#isShown) this.#tell();
    }
    #set(isShown) {
      if (isShown === this.#isShown) return;
      this.#isShown = isShown;
      this.#tell();
      this.dispatchEvent(new CustomEvent(isShown ? "show" : "hide"));
    }
    #tell() {
      const buttons = [...this.querySelectorAll("button")].map(describeButton);
      tell("save-bar", { isShown: this.#isShown, buttons, confirmsDiscard: this.discardConfirmation });
    }
  }

  const MODAL_WIDTHS = { small: "380px", base: "620px", large: "980px", max: "calc(100vw - 32px)" };

  class Modal extends HTMLElement {
    #content = null;
    #dialog = null;
    #home = null;

    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: "open" }).innerHTML = "<style>:host{display:none}</style>";
    }
    disconnectedCallback() {
      void this.hide();
    }
    get variant() {
      return this.getAttribute("variant") ?? "base";
    }
    set variant(value) {
      this.setAttribute("variant", value);
    }
    get src() {
      return this.getAttribute("src") ?? undefined;
    }
    set src(value) {
      this.setAttribute("src", value);
    }
    /** Where React puts the content; outside this element, so that the page's style sheets reach it. */
    get content() {
      this.#content ??= document.createElement("div");
      return this.#content;
    }
    set content(element) {
      this.#content?.replaceWith(element);
      this.#content = element;
    }
    get contentWindow() {
      return this.#dialog?.querySelector("iframe")?.contentWindow ?? null;
    }
    async show() {
      if (this.#dialog || !this.isConnected) return;
      this.#dialog = this.#build();
      document.body.append(this.#dialog);
      // Not every document can show a dialog on its top layer; there it is an ordinary open one.
      if (this.#dialog.showModal) this.#dialog.showModal();
      else this.#dialog.setAttribute("open", "");
      tell("modal", { isShown: true });
      this.dispatchEvent(new CustomEvent("show"));
    }
    async hide() {
      if (!this.#dialog) return;
      const { element, before } = this.#home ?? {};
      if (element) this.insertBefore(element, before);
      this.#home = null;
      this.#dialog.remove();
      this.#dialog = null;
      tell("modal", { isShown: false });
      this.dispatchEvent(new CustomEvent("hide"));
    }
    async toggle() {
      await (this.#dialog ? this.hide() : this.show());
    }
    #build() {
      const bar = this.querySelector("ui-title-bar");
      const title = bar?.getAttribute("title") ?? "";
      const dialog = document.createElement("dialog");
      dialog.setAttribute("aria-label", title);
      dialog.style.cssText =
        `width:min(${MODAL_WIDTHS[this.variant] ?? MODAL_WIDTHS.base}, calc(100vw - 32px));max-height:80vh;padding:0;` +
        "border:0;border-radius:12px;box-shadow:0 20px 60px rgb(0 0 0 / 30%);font:inherit";
      dialog.addEventListener("cancel", () => void this.hide());
      const head = document.createElement("header");
      head.style.cssText =
        "display:flex;justify-content:space-between;align-items:center;padding:12px 16px;background:#f3f3f3";
      head.append(
        textElement("h2", title, "margin:0;font-size:14px"),
        closeButton(() => void this.hide()),
      );
      const foot = document.createElement("footer");
      foot.style.cssText = "display:flex;justify-content:flex-end;gap:8px;padding:12px 16px";
      for (const button of bar?.querySelectorAll("button") ?? []) foot.append(copyOfButton(button));
      dialog.append(head, this.#body(), foot);
      return dialog;
    }
    #body() {
      if (this.src) {
        const frame = document.createElement("iframe");
        frame.src = this.src;
        frame.title = this.querySelector("ui-title-bar")?.getAttribute("title") ?? "Modal";
        frame.style.cssText = "width:100%;height:60vh;border:0";
        return frame;
      }
      if (this.#content) return this.#content;
      // Without React the first child that is no bar is the content; it goes back when the modal closes.
      const element = [...this.children].find((child) => !/^ui-(title|save)-bar$/.test(child.localName));
      if (!element) return document.createElement("div");
      this.#home = { element, before: element.nextSibling };
      return element;
    }
  }

  function textElement(name, text, style) {
    const element = document.createElement(name);
    element.textContent = text;
    element.style.cssText = style;
    return element;
  }

  function closeButton(close) {
    const button = textElement("button", "×", "border:0;background:none;font-size:20px;line-height:1;cursor:pointer");
    button.type = "button";
    button.setAttribute("aria-label", "Close");
    button.addEventListener("click", close);
    return button;
  }

  function copyOfButton(original) {
    const isPrimary = original.getAttribute("variant") === "primary";
    const colours = isPrimary ? "background:#303030;color:#fff" : "background:#fff;color:#303030";
    const style = `padding:6px 12px;border:1px solid #8a8a8a;border-radius:8px;cursor:pointer;${colours}`;
    const button = textElement("button", original.textContent ?? "", style);
    button.type = "button";
    button.disabled = original.hasAttribute("disabled");
    button.addEventListener("click", () => original.click());
    return button;
  }

  customElements.define("ui-title-bar", TitleBar);
  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("s-app-nav", class extends NavMenu {});
  customElements.define("ui-save-bar", SaveBar);
  customElements.define("ui-modal", Modal);

  // <form data-save-bar>: the bar shows while the form is dirty, and saves and discards by submitting and resetting it.
  function formBar(form) {
    const bar = document.createElement("ui-save-bar");
    bar.append(textElement("button", "Save", ""), textElement("button", "Discard", ""));
    bar.firstElementChild.setAttribute("variant", "primary");
    bar.firstElementChild.addEventListener("click", () => form.requestSubmit());
    bar.lastElementChild.addEventListener("click", () => form.reset());
    document.body.append(bar);
    return bar;
  }
  const formBars = new WeakMap();
  document.addEventListener("input", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-save-bar]") : null;
    if (!form) return;
    if (!formBars.has(form)) formBars.set(form, formBar(form));
    void formBars.get(form).show();
  });
  for (const type of ["submit", "reset"]) {
    document.addEventListener(type, (event) => void formBars.get(event.target)?.hide());
  }

  // Links out of a dirty page ask first; `ask` settles when the merchant has chosen to leave.
  window.shopify.saveBar.leaveConfirmation = async () => {
    const isDirty = [...document.querySelectorAll("ui-save-bar")].some((bar) => bar.showing);
    if (isDirty) await ask("leave-confirmation", {}, { patienceMs: Infinity });
  };
})();
