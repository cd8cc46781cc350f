import axe, { type RunOptions } from "axe-core";
import type { Frame, Page } from "playwright-core";

const OPTIONS: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
  // Selectors of the thousands of nodes that are as they should be take longer than all the looking.
  resultTypes: ["violations"],
  iframes: false,
};

/**
 * What axe finds against WCAG 2.1 A and AA on the page and in each frame of it, every frame looked at as a whole page.
 * @axe-core/playwright opens another page for the answer, takes three times as long, and leaves out, without a word, a
 * frame that takes more than a second to load axe.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) found.push(...(await violationsIn(frame)));
  return found;
}

async function violationsIn(frame: Frame): Promise<string[]> {
  // The source is half a megabyte: a document that is looked at twice has it once.
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(`${axe.source};undefined`);
  return frame.evaluate(async (options) => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    const { violations, passes } = await here.run(document, options);
    // The one rule that looks at a frame from outside: what is focusable in a frame that no key leads into.
    const shut = [...document.querySelectorAll("iframe[tabindex^='-']")].map(() => "frame-focusable-content: iframe");
    const none = passes.length === 0 ? ["axe found nothing to look at"] : [];
    const broken = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
    return [...broken, ...shut, ...none];
  }, OPTIONS);
}
