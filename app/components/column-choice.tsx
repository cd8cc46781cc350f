import { BlockStack, Box, Button, ChoiceList, InlineError, Popover, Text } from "@shopify/polaris";
import { LayoutColumns3Icon } from "@shopify/polaris-icons";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ColumnChoice } from "#app/reports/column-choice.server.ts";
import { type ColumnKey, type ColumnList, LIST_COLUMNS } from "#app/views/columns.ts";

import styles from "./column-choice.module.css";

export const STANDARD_COLUMNS: ColumnChoice = { hidden: [], added: [] };

/** Which columns of a list are shown, and how to change that. */
export interface ChosenColumns {
  list: ColumnList;
  choice: ColumnChoice;
  choose(next: ColumnChoice): void;
  isFailed: boolean;
}

/**
 * The columns that a person has chosen for a list, as the page read them. A change shows at once and is kept behind it:
 * the figures need not be read again.
 */
export function useColumns(list: ColumnList, kept: ColumnChoice): ChosenColumns {
  const read = JSON.stringify(kept);
  const [chosen, setChosen] = useState({ read, choice: kept });
  const [isFailed, setIsFailed] = useState(false);
  return {
    list,
    // Read again, what is kept counts: the page may have been open elsewhere.
    choice: chosen.read === read ? chosen.choice : kept,
    choose(choice) {
      setChosen({ read, choice });
      void keep(list, choice).then((isKept) => setIsFailed(!isKept));
    },
    isFailed,
  };
}

async function keep(list: ColumnList, { hidden, added }: ColumnChoice): Promise<boolean> {
  const body = new URLSearchParams([
    ["list", list],
    ...hidden.map((id) => ["hidden", id]),
    ...added.map((id) => ["added", id]),
  ]);
  try {
    return (await fetch("/app/columns", { method: "POST", body })).ok;
  } catch {
    return false; // offline: the person is told, and the columns stand as chosen until then
  }
}

/**
 * The columns to show, in the order of the list's own: the first, which names the row, always. One that nobody can choose
 * (why a search found the row) stays behind the column that it was given after.
 */
export function shownColumns<Of extends { id: string }>(
  columns: readonly Of[],
  { list, choice }: Pick<ChosenColumns, "list" | "choice">,
): Of[] {
  const order = Object.keys(LIST_COLUMNS[list]);
  let place = -1;
  return columns
    .map((column) => {
      const own = order.indexOf(column.id);
      place = own === -1 ? place + 0.5 : own;
      return { column, place };
    })
    .filter(({ column }, index) => index === 0 || isShown(list, column.id, choice))
    .toSorted((a, b) => a.place - b.place)
    .map(({ column }) => column);
}

function isShown(list: ColumnList, id: string, { hidden, added }: ColumnChoice): boolean {
  const isStandard = (LIST_COLUMNS[list] as Record<string, boolean>)[id];
  return isStandard === true ? !hidden.includes(id) : isStandard === undefined || added.includes(id);
}

/** Whether more stands in the table than the standard has: it needs the room of a wide one. */
export function isWidened({ choice }: Pick<ChosenColumns, "choice">): boolean {
  return choice.added.length > choice.hidden.length;
}

/** Chooses the columns of a list. On a phone, where rows are cards, there is nothing to choose. */
export function ColumnButton({ list, choice, choose, isFailed }: ChosenColumns) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const standard = LIST_COLUMNS[list] as Record<string, boolean>;
  const ids = Object.keys(standard);
  const isStandard = choice.hidden.length + choice.added.length === 0;

  function show(shown: string[]) {
    choose({
      hidden: ids.filter((one) => standard[one] && !shown.includes(one)),
      added: ids.filter((one) => !standard[one] && shown.includes(one)),
    });
  }

  return (
    <div className={styles.columns}>
      <Popover
        active={isOpen}
        onClose={() => setIsOpen(false)}
        preferredAlignment="right"
        activator={
          <Button
            variant="tertiary"
            size="slim"
            icon={LayoutColumns3Icon}
            disclosure="down"
            onClick={() => setIsOpen(!isOpen)}
          >
            {t("columnChoice.button")}
          </Button>
        }
      >
        <div role="dialog" aria-label={t(`columnTitle.${list}`)}>
          <Box padding="400" maxWidth="18rem">
            <BlockStack gap="200">
              <Text as="h2" variant="headingSm">
                {t(`columnTitle.${list}`)}
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {t("columnChoice.help")}
              </Text>
              <div role="status">{isFailed && <InlineError fieldID={id} message={t("columnChoice.failed")} />}</div>
              <div>
                <Button size="slim" onClick={() => choose(STANDARD_COLUMNS)} disabled={isStandard}>
                  {t("columnChoice.standard")}
                </Button>
              </div>
              <ChoiceList
                allowMultiple
                titleHidden
                title={t(`columnTitle.${list}`)}
                choices={ids.map((one) => ({ value: one, label: t(`column.${`${list}.${one}` as ColumnKey}`) }))}
                selected={ids.filter((one) => isShown(list, one, choice))}
                onChange={show}
              />
            </BlockStack>
          </Box>
        </div>
      </Popover>
    </div>
  );
}
