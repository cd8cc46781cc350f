import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { ListedSession } from "#app/reports/sessions.server.ts";
import type { SearchMatch } from "#app/reports/search-matches.server.ts";

import { wordFor } from "./id-words.ts";
import styles from "./search-matches.module.css";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

/** Why the search found a session: the note with the words marked, the order, the amount, the name. */
export function SearchMatches({ row }: { row: ListedSession }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <ul className={styles.matches}>
      {row.matches.map((match, index) => (
        <li key={index}>
          <Match t={t} match={match} timeZone={row.timeZone} format={format} />
        </li>
      ))}
    </ul>
  );
}

interface MatchProps {
  t: TFunction;
  match: SearchMatch;
  timeZone: string;
  format: ShopFormat;
}

function Match({ t, match, timeZone, format }: MatchProps) {
  const place = (where: { type: string; at: string }) =>
    t("search.activityAt", {
      activity: wordFor(t, "activity", where.type),
      when: format.instant(where.at, { timeZone, style: "brief" }),
    });
  switch (match.kind) {
    case "id":
      return t("search.number", { id: match.id.replace("-", "") });
    case "order":
      return t("search.order", {
        name: match.name,
        activity: wordFor(t, "activity", match.type),
        amount: format.money(match.cash),
      });
    case "name":
      return t("search.named", { what: t(`searchedName.${match.of}`), name: match.name });
    case "amount": {
      const what = typeof match.of === "string" ? t(`searchedAmount.${match.of}`) : place(match.of);
      return t("search.amount", { what, amount: format.money(match.amount) });
    }
    case "note":
      return (
        <>
          <span className={styles.place}>
            {typeof match.where === "string" ? t(`searchedNote.${match.where}`) : place(match.where)}
          </span>{" "}
          {match.pieces.map(({ text, isMatch }, index) =>
            isMatch ? <mark key={index}>{text}</mark> : shortened(text, index, match.pieces.length),
          )}
        </>
      );
  }
}

/** Beside a match so much of the note as says what it is about. */
const MOST_BESIDE = 60;

function shortened(text: string, index: number, pieces: number): string {
  const characters = [...text];
  if (characters.length <= MOST_BESIDE) return text;
  const head = index === 0 ? "" : characters.slice(0, MOST_BESIDE / 2).join("");
  const tail = index === pieces - 1 ? "" : characters.slice(-MOST_BESIDE / 2).join("");
  return `${head} … ${tail}`;
}
