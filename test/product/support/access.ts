// What a person with a screen reader or weak eyes would stumble over on a page, by the rules of WCAG 2.1 A and AA.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Resolves when nothing has faded or slid for 20 frames: colours are judged when the page stands. */
const STANDS = `new Promise((resolve) => {
  let calm = 0;
  const look = () => {
    const moving = document.getAnimations().some((a) => a.playState === "running" && a.effect?.getComputedTiming().iterations !== Infinity);
    calm = moving ? 0 : calm + 1;
    if (calm >= 20) resolve(true);
    else requestAnimationFrame(look);
  };
  look();
})`;

/** One line an obstacle, once the page stands. */
export async function obstacles(page: Page): Promise<string[]> {
  await page.evaluate(STANDS);
  await page.evaluate(axe);
  const found = await page.evaluate<AxeResults>(`axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] })`);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}
