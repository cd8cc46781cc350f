import { useLocation, useNavigate } from "@remix-run/react";
import { Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { LONGEST_SEARCH, parseSearch } from "#app/search/search-terms.ts";

import { otherParameters, queryWith } from "./query.ts";
import styles from "./search-field.module.css";

const LIST = "/app/sessions";
/** Whoever looks for something rarely knows its day, and may mean a session that is still open. */
const EVERY_DAY = { preset: "all", from: null, to: null, by: "opening" };

/** Finds sessions from every page; on the list of sessions it narrows what the list is of. */
export function SearchField() {
  const { pathname, search } = useLocation();
  const isOnList = pathname.replace(/\/$/, "") === LIST;
  return <SearchForm key={isOnList ? search : ""} query={isOnList ? search.replace(/^\?/, "") : null} />;
}

function SearchForm({ query }: { query: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const given = new URLSearchParams(query ?? "").get("q") ?? "";
  const [text, setText] = useState(given);
  const [isRefused, setIsRefused] = useState(given !== "" && parseSearch(given) === null);
  const kept = query === null ? [] : otherParameters(query, ["q"]);

  function go(q: string) {
    if (q === "" && query === null) return;
    void navigate(q === "" ? `${LIST}${queryWith(query ?? "", { q: null })}` : addressOf(query, q));
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const q = text.trim();
    const isNonsense = q !== "" && parseSearch(q) === null;
    setIsRefused(isNonsense);
    if (!isNonsense) go(q);
  }

  return (
    <form method="get" action={LIST} role="search" className={styles.search} onSubmit={submit} data-search-field>
      {(query === null ? Object.entries(EVERY_DAY).filter(([, value]) => value !== null) : kept).map(
        ([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value ?? ""} />
        ),
      )}
      <TextField
        label={t("search.label")}
        labelHidden
        type="search"
        name="q"
        value={text}
        onChange={(value) => {
          setText(value);
          setIsRefused(false);
        }}
        onClearButtonClick={() => {
          setText("");
          if (given !== "") go("");
        }}
        clearButton
        prefix={<Icon source={SearchIcon} />}
        placeholder={t("search.placeholder")}
        autoComplete="off"
        error={isRefused ? t("search.tooMuch", { count: LONGEST_SEARCH }) : undefined}
      />
    </form>
  );
}

function addressOf(query: string | null, q: string): string {
  const params = new URLSearchParams(query ?? "");
  const hasDays = params.has("preset") || params.has("from") || params.has("to");
  return `${LIST}${queryWith(query ?? "", { ...(hasDays ? {} : EVERY_DAY), q })}`;
}
