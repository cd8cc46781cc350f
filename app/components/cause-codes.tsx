import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";

import { causeIdFor, causesIn } from "#app/settings/settings-fields.ts";

import styles from "./settings-page.module.css";
import { useFormOfFields } from "./settings-fields.tsx";
import { FIELD_WORDS, problemInWords } from "./settings-words.ts";

/** The shop's own causes: added, renamed, retired. One that was saved once is not taken away, since trails name it. */
export function CauseCodes({ saved }: { saved: readonly string[] }) {
  const { fields } = useFormOfFields();
  const ids = causesIn(fields);
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {FIELD_WORDS.causes}
      </Text>
      {ids.map((id, index) => (
        <Cause key={id} id={id} label={FIELD_WORDS.cause(index + 1)} isSaved={saved.includes(id)} />
      ))}
      <NewCause taken={[...ids, ...saved]} />
    </BlockStack>
  );
}

function Cause({ id, label, isSaved }: { id: string; label: string; isSaved: boolean }) {
  const { fields, set, remove, problemAt, leave } = useFormOfFields();
  const path = `causeCodes.${id}.label`;
  const retired = `causeCodes.${id}.isRetired`;
  const isRetired = fields[retired] === "yes";
  const problem = problemAt(path);
  const name = fields[path] ?? "";
  const act = isRetired
    ? { words: FIELD_WORDS.restoreCause, run: () => remove(retired) }
    : isSaved
      ? { words: FIELD_WORDS.retireCause, run: () => set(retired, "yes") }
      : { words: FIELD_WORDS.removeCause, run: () => remove(path, retired) };
  return (
    <div className={styles.cause}>
      <TextField
        label={label}
        labelHidden
        value={name}
        onChange={(text) => set(path, text)}
        onBlur={() => leave(path)}
        error={problem && problemInWords(problem, { limits: null, currency: null, example: null })}
        helpText={isRetired ? FIELD_WORDS.causeRetired : undefined}
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
          label={FIELD_WORDS.newCause}
          value={label}
          onChange={setLabel}
          autoComplete="off"
          maxLength={60}
          connectedRight={
            <Button onClick={add} disabled={label.trim() === ""}>
              {FIELD_WORDS.addCause}
            </Button>
          }
        />
      </div>
    </InlineStack>
  );
}
