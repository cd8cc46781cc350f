import { Select, TextField } from "@shopify/polaris";
import { createContext, useContext } from "react";
import { useTranslation } from "react-i18next";

import { LIMITS, type SettingProblem } from "#app/settings/settings.ts";
import type { SettingsFields } from "#app/settings/settings-fields.ts";

import { problemInWords } from "./id-words.ts";
import { useShopFormat } from "./shop-format.tsx";
import { shownNumber, typedNumber } from "./typed-number.ts";

/** The form around a field. */
interface FormOfFields {
  fields: SettingsFields;
  set(path: string, text: string): void;
  remove(...paths: string[]): void;
  /** What is wrong with a field, once somebody is done with it. */
  problemAt(path: string): SettingProblem | undefined;
  leave(path: string): void;
}

const Context = createContext<FormOfFields | null>(null);

export const SettingsFormProvider = Context.Provider;

/** The form that a field stands in. */
export function useFormOfFields(): FormOfFields {
  const form = useContext(Context);
  if (!form) throw new Error("A field of the settings needs a SettingsFormProvider above it");
  return form;
}

interface FieldProps {
  path: string;
  label: string;
  labelHidden?: boolean;
  help?: string;
  suffix?: string;
}

/** An amount of one currency, in major units; empty means what `byDefault` says. */
export function AmountField({
  path,
  currency,
  byDefault,
  ...field
}: FieldProps & { currency: string; byDefault: string }) {
  return <Field {...field} path={path} suffix={currency} placeholder={byDefault} mode="decimal" currency={currency} />;
}

/** A number within its limits; `decimal` for a percentage. */
export function NumberField({ path, mode = "numeric", placeholder, ...field }: FieldProps & NumberOptions) {
  return <Field {...field} path={path} mode={mode} placeholder={placeholder} currency={null} />;
}

interface NumberOptions {
  mode?: "numeric" | "decimal";
  placeholder?: string;
}

interface AnyFieldProps extends FieldProps {
  mode: "numeric" | "decimal" | "text";
  maxLength?: number;
  placeholder: string | undefined;
  currency: string | null;
}

function Field({ path, label, labelHidden, help, suffix, mode, placeholder, currency, maxLength = 20 }: AnyFieldProps) {
  const { t } = useTranslation();
  const { fields, set, problemAt, leave } = useFormOfFields();
  const problem = problemAt(path);
  const { locale } = useShopFormat();
  const isNumber = mode === "decimal";
  const example = placeholder && (isNumber ? shownNumber(placeholder, locale) : placeholder);
  const context = { limits: limitsOf(path), currency, example: currency && (example ?? null) };
  const value = fields[path] ?? "";
  return (
    <TextField
      {...{ label, labelHidden, suffix, placeholder: example }}
      value={isNumber ? shownNumber(value, locale) : value}
      onChange={(text) => set(path, isNumber ? typedNumber(text, locale) : text)}
      onBlur={() => leave(path)}
      inputMode={mode}
      helpText={help}
      error={problem && problemInWords(t, problem, context)}
      autoComplete="off"
      maxLength={maxLength}
    />
  );
}

/** A name as another program has it; empty means what `byDefault` says. */
export function NameField({ path, byDefault, ...field }: FieldProps & { byDefault: string }) {
  return <Field {...field} path={path} placeholder={byDefault} mode="text" currency={null} maxLength={100} />;
}

/** One of some values. */
export function ChoiceField({
  path,
  label,
  help,
  options,
}: FieldProps & { options: { value: string; label: string }[] }) {
  const { t } = useTranslation();
  const { fields, set, problemAt } = useFormOfFields();
  const problem = problemAt(path);
  return (
    <Select
      {...{ label, options }}
      value={fields[path] ?? ""}
      onChange={(value) => set(path, value)}
      helpText={help}
      error={problem && problemInWords(t, problem, { limits: null, currency: null, example: null })}
    />
  );
}

/** A percentage is typed in percent, and kept in hundredths of one. */
function limitsOf(path: string): readonly [number, number] | null {
  const name = path.split(".").at(-1) ?? "";
  if (name === "shareOfCashHandledBps") return [0, 100];
  return Object.hasOwn(LIMITS, name) ? LIMITS[name as keyof typeof LIMITS] : null;
}
