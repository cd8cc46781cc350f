import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { causeIdFor, causesIn } from "#app/settings/settings-fields.ts";

import { problemInWords } from "./id-words.ts";
import styles from "./settings-page.module.css";
import { useFormOfFields } from "./settings-fields.tsx";

/** The shop's own causes: added, renamed, retired. One that was saved once is not taken away, since trails name it. */
export function CauseCodes({ saved }: { saved: readonly string[] }) {
  const { t } = useTranslation();
  const { fields } = useFormOfFields();
  const ids = causesIn(fields);
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t("settingField.causes")}
      </Text>
      {ids.map((id, index) => (
        <Cause key={id} id={id} label={t("settingField.cause", { number: index + 1 })} isSaved={saved.includes(id)} />
      ))}
      <NewCause taken={[...ids, ...saved]} />
    </BlockStack>
  );
}

function Cause({ id, label, isSaved }: { id: string; label: string; isSaved: boolean }) {
  const { t } = useTranslation();
  const { fields, set, remove, problemAt, leave } = useFormOfFields();
  const path = `causeCodes.${id}.label`;
  const retired = `causeCodes.${id}.isRetired`;
  const isRetired = fields[retired] === "yes";
  const problem = problemAt(path);
  const name = fields[path] ?? "";
  const act = isRetired
    ? { words: t("settingField.restoreCause"), run: () => remove(retired) }
    : isSaved
      ? { words: t("settingField.retireCause"), run: () => set(retired, "yes") }
      : { words: t("settingField.removeCause"), run: () => remove(path, retired) };
  return (
    <div className={styles.cause}>
      <TextField
        label={label}
        labelHidden
        value={name}
        onChange={(text) => set(path, text)}
        onBlur={() => leave(path)}
        error={problem && problemInWords(t, problem, { limits: null, currency: null, example: null })}
        helpText={isRetired ? t("settingField.causeRetired") : undefined}
        autoComplete="off"
        maxLength={60}
        connectedRight={
          <Button onClick={act.run} accessibilityLabel={`${act.words}: ${name}`}>
            {act.words}
          </Button>
        }
      />
    </div>
  );
}

function NewCause({ taken }: { taken: readonly string[] }) {
  const { t } = useTranslation();
  const { set } = useFormOfFields();
  const [label, setLabel] = useState("");
  const add = () => {
    if (label.trim() === "") return;
    set(`causeCodes.${causeIdFor(label, taken)}.label`, label.trim());
    setLabel("");
  };
  return (
    <InlineStack>
      <div className={styles.cause}>
        <TextField
          label={t("settingField.newCause")}
          value={label}
          onChange={setLabel}
          autoComplete="off"
          maxLength={60}
          connectedRight={
            <Button onClick={add} disabled={label.trim() === ""}>
              {t("settingField.addCause")}
            </Button>
          }
        />
      </div>
    </InlineStack>
  );
}
