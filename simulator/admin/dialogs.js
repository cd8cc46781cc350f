// What the admin page shows above the app: dialogs, toasts, and the controls of the stand-in.

const byId = (id) => document.getElementById(id);

function element(name, { text, className, ...attributes } = {}, children = []) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** Puts a question with two answers; closing the dialog is a no. */
export function choose({ title, lines, list = [], yes, no }) {
  const dialog = byId("dialog");
  const yesButton = element("button", { type: "button", text: yes.label, className: yes.className ?? "primary" });
  const noButton = element("button", { type: "button", text: no.label });
  dialog.replaceChildren(
    element("div", { className: "dialog-head" }, [element("h2", { id: "dialog-title", text: title })]),
    ...lines.map((text) => element("p", { text })),
    ...(list.length > 0
      ? [
          element(
            "ul",
            {},
            list.map((text) => element("li", { text })),
          ),
        ]
      : []),
    element("div", { className: "dialog-foot" }, [noButton, yesButton]),
  );
  return new Promise((resolve) => {
    let answer = false;
    const close = (value) => () => {
      answer = value;
      dialog.close();
    };
    yesButton.addEventListener("click", close(true));
    noButton.addEventListener("click", close(false));
    dialog.addEventListener("close", () => resolve(answer), { once: true });
    dialog.showModal();
  });
}

/** The dialog in which a merchant grants or declines permissions. */
export function askPerson({ appName, wishes }) {
  return choose({
    title: `${appName} needs more permissions`,
    lines: [`${appName} asks for access to:`],
    list: wishes,
    yes: { label: "Grant" },
    no: { label: "Decline" },
  });
}

/** Shows a toast until its time is over or it is dismissed. */
export function showToast({ id, message, duration, isError, action }, { onAction, onDismiss }) {
  const dismiss = () => {
    if (!toast.isConnected) return;
    toast.remove();
    onDismiss();
  };
  const close = element("button", { type: "button", text: "×", "aria-label": "Dismiss" });
  const toast = element("div", { id, className: isError ? "toast error" : "toast" }, [
    element("span", { text: message }),
  ]);
  if (action) {
    const button = element("button", { type: "button", text: action });
    button.addEventListener("click", () => {
      onAction();
      dismiss();
    });
    toast.append(button);
  }
  close.addEventListener("click", dismiss);
  toast.append(close);
  byId("toasts").append(toast);
  setTimeout(dismiss, duration);
}

async function control(path, body) {
  const answer = await fetch(`/_control/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error ?? `The stand-in answered ${answer.status}.`);
  return result;
}

/** Wires the buttons that stand for a merchant, a cashier or bad luck. */
export function showControls({ shop }) {
  const dialog = byId("controls");
  const result = byId("control-result");
  const acts = {
    sell: async () => {
      const { sold } = await control("sell", { shop });
      return sold ? `Sold for ${sold.amount} ${sold.currency} at ${sold.drawer}.` : "No drawer is open now.";
    },
    close: async () => {
      const { closed } = await control("close", { shop });
      return `Closed a session at ${closed.drawer}, short.`;
    },
    grant: async () => {
      await control("scopes", { shop, grant: "optional" });
      return "All optional permissions are granted. Reload the app to see it notice.";
    },
    revoke: async () => {
      await control("scopes", { shop, revoke: "optional" });
      return "Only the required permissions are left.";
    },
    expire: async () => {
      await control("tokens/expire", { shop });
      return "The app's access token no longer works; its refresh token does.";
    },
    uninstall: async () => {
      await control("uninstall", { shop });
      location.reload();
      return "Uninstalled.";
    },
    install: async () => {
      await control("install", { shop });
      location.reload();
      return "Installed.";
    },
    redact: async () => {
      const { delivered } = await control("webhooks", { shop, topic: "shop/redact" });
      return delivered ? "The app accepted the request." : "The app did not accept the request.";
    },
  };
  const run = async (act) => {
    result.textContent = "…";
    try {
      result.textContent = await act();
    } catch (error) {
      result.textContent = error.message;
    }
  };

  byId("stand-in-button").addEventListener("click", () => {
    result.textContent = "";
    dialog.showModal();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  for (const button of document.querySelectorAll("[data-control]")) {
    button.addEventListener("click", () => void run(acts[button.dataset.control]));
  }
  byId("fault-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void run(async () => {
      const kind = byId("fault-kind").value;
      await control("faults", { kind, times: 1, when: { shop } });
      return "The next request of the app to the API will meet it.";
    });
  });
}
