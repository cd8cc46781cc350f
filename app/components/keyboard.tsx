import { Checkbox, Modal, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import styles from "./keyboard.module.css";
import { focusedRow, isTyping, moveFocus, moveOf } from "./list-keys.ts";

const HELP_KEY = "?";

/** A key that has a name in each language; all others say what they are. */
type NamedKey = "home" | "end" | "enter" | "escape";
type Keys = readonly string[] | NamedKey;

/** What each key does, in the order in which it is told. */
const KEYS = [
  { id: "next", keys: ["j", "↓"] },
  { id: "previous", keys: ["k", "↑"] },
  { id: "first", keys: "home" },
  { id: "last", keys: "end" },
  { id: "enter", keys: "enter" },
  { id: "choose", keys: ["x"] },
  { id: "search", keys: ["/"] },
  { id: "help", keys: [HELP_KEY] },
  { id: "escape", keys: "escape" },
] as const satisfies { id: string; keys: Keys }[];

function keysOf(t: TFunction, keys: Keys): readonly string[] {
  return typeof keys === "string" ? [t(`keyName.${keys}`)] : keys;
}

/**
 * The keys of every page, and the list of them. Single letters can be switched off, as WCAG 2.1.4 asks: they are what
 * somebody says to a program that takes dictation.
 */
export function Keyboard() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const hasSingleKeys = useSyncExternalStore(onChoice, readChoice, () => true);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog]") !== null) return;
      const isSingle = event.key.length === 1;
      if (isSingle && !hasSingleKeys) return;
      if (act(event, () => setIsOpen(true))) event.preventDefault();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [hasSingleKeys]);
  return (
    <>
      <div className={styles.foot}>
        <button type="button" className={styles.open} onClick={() => setIsOpen(true)}>
          {t("keyboard.open")} <kbd>{HELP_KEY}</kbd>
        </button>
      </div>
      <Modal
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={t("keyboard.title")}
        secondaryActions={[{ content: t("keyboard.close"), onAction: () => setIsOpen(false) }]}
      >
        <Modal.Section>
          <dl className={styles.keys}>
            {KEYS.map(({ id, keys }) => (
              <div key={id}>
                <dt>
                  {keysOf(t, keys).map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>
                  <Text as="span">{t(`keyDoes.${id}`)}</Text>
                </dd>
              </div>
            ))}
          </dl>
        </Modal.Section>
        <Modal.Section>
          <Checkbox
            label={t("keyboard.single")}
            helpText={t("keyboard.singleHelp")}
            checked={hasSingleKeys}
            onChange={keepChoice}
          />
        </Modal.Section>
      </Modal>
    </>
  );
}

/** Does what the key says; answers whether it says anything. */
function act(event: KeyboardEvent, showHelp: () => void): boolean {
  const move = moveOf(event.key, focusedRow(document) !== null);
  if (move !== null) return moveFocus(document, move);
  if (event.key === HELP_KEY) {
    showHelp();
    return true;
  }
  if (event.key === "/") return focusSearch();
  if (event.key === "x") return choose();
  return false;
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-search-field] input[name=q]");
  field?.focus();
  field?.select();
  return field !== null;
}

function choose(): boolean {
  const row = document.activeElement;
  const box = focusedRow(document)?.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (!box) return false;
  box.click();
  // The box has taken the focus, and the next key is meant for the row.
  if (row instanceof HTMLElement) row.focus();
  return true;
}

// Of this browser and not of the person: who dictates here may type elsewhere. A browser that keeps nothing for frames of
// other sites forgets it when the page is left.
const CHOICE = "till-ledger.single-keys";
let choice: boolean | null = null;
const listeners = new Set<() => void>();

function onChoice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readChoice(): boolean {
  choice ??= stored() !== "off";
  return choice;
}

function stored(): string | null {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    // Nothing is kept, so nothing was chosen.
    return null;
  }
}

function keepChoice(isOn: boolean): void {
  choice = isOn;
  for (const listener of listeners) listener();
  try {
    localStorage.setItem(CHOICE, isOn ? "on" : "off");
  } catch {
    // It holds until the page is left.
  }
}
