/**
 * How a paper looks, on screen and printed: black on white, in the printer's own format. The slip is as wide as what a
 * receipt printer for 80 mm rolls prints, 72 mm. `footer` stands at the foot of every sheet beside the page's number.
 */
export function paperStyle(isSlip: boolean, footer: string): string {
  return STYLE + (isSlip ? SLIP_PAGE : sheetPage(footer));
}

const SLIP_PAGE = `@page { margin: 4mm; }`;

function sheetPage(footer: string): string {
  return `@page {
    margin: 12mm 14mm 15mm;
    @bottom-left { content: ${cssString(footer)}; font: 8pt sans-serif; vertical-align: top; padding-top: 3mm; }
    @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; vertical-align: top; padding-top: 3mm; }
  }`;
}

/** A name may hold anything; in a style sheet inside of HTML everything but letters and digits is written as its number. */
function cssString(text: string): string {
  const escaped = [...text].map((character) =>
    /[\p{L}\p{N} .,:]/u.test(character) ? character : `\\${(character.codePointAt(0) ?? 0xfffd).toString(16)} `,
  );
  return `"${escaped.join("")}"`;
}

const STYLE = `
* { box-sizing: border-box; }
html { color-scheme: light; background: #fff; }
body {
  margin: 0;
  color: #000;
  font: 9pt/1.32 Inter, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Hiragino Sans", "Yu Gothic",
    Meiryo, "Noto Sans CJK JP", sans-serif;
  font-variant-numeric: tabular-nums lining-nums;
}
.bar {
  display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 12px 16px;
  background: #1a1a1a; color: #fff; font-size: 14px;
}
.bar p { margin: 0; }
.bar button { font: inherit; font-weight: 600; padding: 8px 20px; border: 0; border-radius: 8px; background: #fff; color: #1a1a1a; }
.bar button:focus-visible { outline: 3px solid #8ab4f8; outline-offset: 2px; }
.paper { max-width: 182mm; margin: 0 auto; padding: 24px 16px; }
header { display: grid; grid-template-columns: 1fr auto; gap: 0 8mm; align-items: end; padding-bottom: 2mm; border-bottom: 1.2pt solid #000; }
header p { margin: 0; }
h1 { margin: 0; font-size: 17pt; line-height: 1.2; }
.shop, .place { overflow-wrap: anywhere; }
.place { font-weight: 600; font-size: 11pt; }
.mark { text-align: end; }
h2 { margin: 3mm 0 0.5mm; font-size: 10pt; break-after: avoid; }
h3 { margin: 2.5mm 0 0.5mm; font-size: 9pt; break-after: avoid; break-inside: avoid; }
.notice { margin: 3mm 0 0; padding: 1.5mm 2.5mm; border: 0.8pt solid #000; font-weight: 600; }
dl { display: grid; grid-template-columns: 1fr 1fr; gap: 0.6mm 8mm; margin: 2mm 0 0; }
dl div { display: grid; grid-template-columns: 26mm 1fr; gap: 2mm; break-inside: avoid; }
dt { color: #000; }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.result { display: flex; justify-content: space-between; align-items: baseline; flex-wrap: wrap; gap: 1mm 4mm; margin: 3mm 0 1.5mm; padding: 1mm 2.5mm; border: 1.2pt solid #000; }
.result strong { font-size: 14pt; white-space: nowrap; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: start; font-size: 8.5pt; padding-bottom: 1mm; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
tbody tr:first-child { break-after: avoid; }
tbody tr:last-child { break-before: avoid; }
th, td { padding: 0.4mm 0; vertical-align: baseline; font-weight: 400; text-align: start; }
th + *, td + * { padding-inline-start: 3mm; }
thead > tr > * { border-bottom: 0.8pt solid #000; font-weight: 600; font-size: 8.5pt; vertical-align: bottom; }
tbody th, .text, caption, h3, .notice, .checks { overflow-wrap: anywhere; }
.end { text-align: end; }
.amount, .word { white-space: nowrap; }
td.word { padding-inline-start: 1mm; width: 0; }
table + table { margin-top: 2mm; }
tbody tr + tr > * { border-top: 0.3pt solid #888; }
.lines tbody tr + tr > * { border-top: 0; }
.lines tbody tr.step > *, .lines tbody tr.subtotal > * { border-top: 0.5pt solid #000; }
.lines .group > * { padding-bottom: 1mm; font-size: 8.5pt; }
tbody + tbody > .group > * { padding-top: 2mm; }
.subtotal > *, .discrepancy > *, .final > *, .total > *, .sum > * { font-weight: 600; }
tbody tr.sum > *, .lines tbody tr.total > *, .lines tbody tr.final > * { border-top: 0.8pt solid #000; border-bottom: 2.2pt double #000; }
.flow th { padding-inline-start: 4mm; }
small { display: block; font-size: 7.5pt; line-height: 1.2; font-weight: 400; overflow-wrap: anywhere; }
.plain { margin: 1mm 0 0; }
.checks { margin: 0; padding-inline-start: 5mm; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 5mm 12mm; margin-top: 4mm; break-inside: avoid; break-before: avoid; }
.signatures p { margin: 0; }
.signatures .line { height: 10mm; border-bottom: 0.8pt solid #000; }
footer { margin-top: 3mm; padding-top: 1mm; border-top: 0.3pt solid #888; font-size: 8pt; break-inside: avoid; break-before: avoid; }
footer p { margin: 0; overflow-wrap: anywhere; }
.slip .paper { width: 72mm; max-width: 100%; padding: 4mm 0; font-size: 8.5pt; }
.slip header, .slip dl, .slip .signatures { grid-template-columns: 1fr; }
.slip .mark { text-align: start; }
.slip h1 { font-size: 13pt; }
.slip .result strong { white-space: normal; }
.slip dl div { grid-template-columns: 22mm 1fr; }
.slip .flow th { padding-inline-start: 2mm; }
.slip th + *, .slip td + * { padding-inline-start: 1.5mm; }
.slip td.word { padding-inline-start: 1mm; }
@media screen and (max-width: 700px) { dl, .signatures { grid-template-columns: 1fr; } }
@media print {
  .bar { display: none; }
  .paper, .slip .paper { max-width: none; margin: 0; padding: 0; }
}
`;
