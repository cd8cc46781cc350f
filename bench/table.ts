import type { Measurement } from "./measure.ts";

const HEADINGS = ["", "app", "at best", "yardstick", "ratio", "of the rounds", "target", ""];

/** The measurements as a table that reads in a terminal and, unchanged, in Markdown. */
export function toTable(measurements: readonly Measurement[]): string {
  const rows = [HEADINGS, ...measurements.map(toCells)];
  const widths = HEADINGS.map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[], filler = " ") =>
    `| ${widths.map((width, column) => pad(cells[column] ?? "", width, column, filler)).join(" | ")} |`;
  const rule = line(
    widths.map(() => ""),
    "-",
  );
  return [line(HEADINGS), rule, ...measurements.map((measurement) => line(toCells(measurement)))].join("\n");
}

// Figures to the right, words to the left.
function pad(cell: string, width: number, column: number, filler: string): string {
  const isFigure = column > 0 && column < HEADINGS.length - 2;
  return isFigure ? cell.padStart(width, filler) : cell.padEnd(width, filler);
}

function toCells(measurement: Measurement): string[] {
  const { name, subject, best, yardstick, ratio, lowestRatio, highestRatio, note, target } = measurement;
  const spread = lowestRatio === highestRatio ? "" : `${lowestRatio.toFixed(2)} to ${highestRatio.toFixed(2)}`;
  const aim = target === null ? "" : `${target.text}${target.isMet ? "" : " MISSED"}`;
  return [name, subject, best, yardstick, `${ratio.toFixed(2)}x`, spread, aim, note];
}
