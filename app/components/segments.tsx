import { Button, ButtonGroup } from "@shopify/polaris";

interface SegmentsProps<Id extends string> {
  label: string;
  choices: Partial<Record<Id, string>>;
  chosen: Id;
  onChoose(id: Id): void;
}

/** A few views of one card, one at a time. */
export function Segments<Id extends string>({ label, choices, chosen, onChoose }: SegmentsProps<Id>) {
  return (
    <div role="group" aria-label={label}>
      <ButtonGroup variant="segmented">
        {(Object.entries(choices) as [Id, string][]).map(([id, text]) => (
          <Button key={id} size="slim" pressed={chosen === id} onClick={() => onChoose(id)}>
            {text}
          </Button>
        ))}
      </ButtonGroup>
    </div>
  );
}
