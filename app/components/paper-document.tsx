import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { langOf } from "#app/languages/languages.ts";
import type { PrintedPaper } from "#app/papers/read-paper.server.ts";

import { DayPaperBody } from "./day-paper.tsx";
import { listed } from "./listed.ts";
import { PaperReview } from "./paper-review.tsx";
import { paperStyle } from "./paper-style.ts";
import { SessionPaperBody } from "./session-paper.tsx";
import { createShopFormat, type ShopFormat } from "./shop-format.tsx";

interface PaperDocumentProps {
  printed: PrintedPaper;
  locale: string;
  /** Of the answer's content security policy. */
  nonce: string | undefined;
}

// A document opened to be printed offers it at once; the button is for those who looked first.
const SCRIPT = `document.getElementById("print").addEventListener("click", () => window.print());
window.addEventListener("load", () => window.print());`;

/** A Z-report as a document of its own, which prints well by itself: no frame, no script of the app, its own style. */
export function PaperDocument({ printed, locale, nonce }: PaperDocumentProps) {
  const { t } = useTranslation();
  const { paper, number, layout } = printed;
  // A paper is read in other years: no date on it leaves its year out.
  const format = createShopFormat(t, {
    locale,
    timeZone: paper.shop.timeZone,
    currency: paper.shop.currency,
    year: "",
  });
  const isSlip = layout === "slip";
  const title = t("paper.title", { number: String(number) });
  const place = placeName(t, paper);
  const review = <PaperReview printed={printed} format={format} />;
  return (
    <html lang={langOf(locale)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title}, ${place}`}</title>
        <style
          dangerouslySetInnerHTML={{
            __html: paperStyle(isSlip, listed(t, [paper.shop.name, place, title].map(shortened))),
          }}
        />
      </head>
      <body className={isSlip ? "slip" : "sheet"}>
        <div className="bar" role="region" aria-label={t("paper.print")}>
          <button type="button" id="print">
            {t("paper.print")}
          </button>
          <p>{t("paper.screenNote")}</p>
        </div>
        <main className="paper">
          <Head printed={printed} title={title} place={place} />
          {paper.kind === "session" ? (
            <SessionPaperBody
              paper={paper}
              hasLedger={layout === "ledger"}
              review={review}
              isSlip={isSlip}
              format={format}
            />
          ) : (
            <DayPaperBody paper={paper} review={review} isSlip={isSlip} format={format} />
          )}
          <Foot printed={printed} format={format} />
        </main>
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}

// Three of them in the margin, beside the page's number.
const FOOTER_LETTERS = 32;

function shortened(name: string): string {
  const letters = [...name];
  return letters.length <= FOOTER_LETTERS ? name : `${letters.slice(0, FOOTER_LETTERS).join("")}…`;
}

interface PartProps {
  printed: PrintedPaper;
  format: ShopFormat;
}

function Head({ printed, title, place }: Pick<PartProps, "printed"> & { title: string; place: string }) {
  const { t } = useTranslation();
  const { paper, copy, replaces, replacedBy } = printed;
  return (
    <>
      <header>
        <div>
          <p className="shop">{paper.shop.name}</p>
          <p className="place">{place}</p>
        </div>
        <div className="mark">
          <h1>{title}</h1>
          <p>{copy === 1 ? t("paper.original") : t("paper.copy", { count: copy })}</p>
        </div>
      </header>
      {replaces !== null && <p className="notice">{t("paper.replaces", { number: String(replaces) })}</p>}
      {replacedBy !== null && <p className="notice">{t("paper.replacedBy", { number: String(replacedBy) })}</p>}
    </>
  );
}

// Enough of the hash to tell two sheets apart at a glance; the whole of it is kept with the number.
const FINGERPRINT_SHOWN = 16;

function Foot({ printed, format }: PartProps) {
  const { t } = useTranslation();
  const { issuedAt, issuedBy, printedAt, printedBy, fingerprint } = printed;
  const who = (name: string) => (/^\d+$/.test(name) ? t("paper.person", { id: name }) : name);
  return (
    <footer>
      <p>
        {t("common.sentences", {
          first: t("paper.issued", { when: format.withZone(issuedAt), who: who(issuedBy) }),
          second: t("paper.printed", { when: format.withZone(printedAt), who: who(printedBy) }),
        })}
      </p>
      <p>{t("paper.figures", { fingerprint: fingerprint.slice(0, FINGERPRINT_SHOWN) })}</p>
    </footer>
  );
}

function placeName(t: TFunction, paper: PrintedPaper["paper"]): string {
  if (paper.kind === "day") return paper.day.location.name;
  const { location, drawer, drawerId } = paper.session.row;
  return location ?? drawer ?? t("paper.drawerPlace", { id: drawerId });
}
