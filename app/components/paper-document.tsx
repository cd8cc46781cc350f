import type { PrintedPaper } from "#app/papers/read-paper.server.ts";

import { DayPaperBody } from "./day-paper.tsx";
import { paperStyle } from "./paper-style.ts";
import { PAPER_TEXT } from "./paper-words.ts";
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
  const { paper, number, layout } = printed;
  // A paper is read in other years: no date on it leaves its year out.
  const format = createShopFormat({ locale, timeZone: paper.shop.timeZone, currency: paper.shop.currency, year: "" });
  const isSlip = layout === "slip";
  const title = PAPER_TEXT.title(String(number));
  const place = placeName(paper);
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title}, ${place}`}</title>
        <style
          dangerouslySetInnerHTML={{
            __html: paperStyle(isSlip, [paper.shop.name, place, title].map(shortened).join(", ")),
          }}
        />
      </head>
      <body className={isSlip ? "slip" : "sheet"}>
        <div className="bar" role="region" aria-label={PAPER_TEXT.print}>
          <button type="button" id="print">
            {PAPER_TEXT.print}
          </button>
          <p>{PAPER_TEXT.screenNote}</p>
        </div>
        <main className="paper">
          <Head printed={printed} title={title} place={place} format={format} />
          {paper.kind === "session" ? (
            <SessionPaperBody paper={paper} hasLedger={layout === "ledger"} isSlip={isSlip} format={format} />
          ) : (
            <DayPaperBody paper={paper} isSlip={isSlip} format={format} />
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

function Head({ printed, title, place, format }: PartProps & { title: string; place: string }) {
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
          <p>{copy === 1 ? PAPER_TEXT.original : PAPER_TEXT.copy(format.count(copy))}</p>
        </div>
      </header>
      {replaces !== null && <p className="notice">{PAPER_TEXT.replaces(String(replaces))}</p>}
      {replacedBy !== null && <p className="notice">{PAPER_TEXT.replacedBy(String(replacedBy))}</p>}
    </>
  );
}

// Enough of the hash to tell two sheets apart at a glance; the whole of it is kept with the number.
const FINGERPRINT_SHOWN = 16;

function Foot({ printed, format }: PartProps) {
  const { issuedAt, issuedBy, printedAt, printedBy, fingerprint } = printed;
  const who = (name: string) => (/^\d+$/.test(name) ? PAPER_TEXT.person(name) : name);
  return (
    <footer>
      <p>
        {PAPER_TEXT.issued(format.withZone(issuedAt), who(issuedBy))}{" "}
        {PAPER_TEXT.printed(format.withZone(printedAt), who(printedBy))}
      </p>
      <p>{PAPER_TEXT.figures(fingerprint.slice(0, FINGERPRINT_SHOWN))}</p>
    </footer>
  );
}

function placeName(paper: PrintedPaper["paper"]): string {
  if (paper.kind === "day") return paper.day.location.name;
  const { location, drawer, drawerId } = paper.session.row;
  return location ?? drawer ?? PAPER_TEXT.drawerPlace(drawerId);
}
