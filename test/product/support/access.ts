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

/** Judges the page; `moved` when something began to fade or slide meanwhile, for an alarm may come at any moment. */
const JUDGE = `(async () => {
  let moved = false;
  const begins = () => { moved = true; };
  const kinds = ["animationstart", "transitionrun"];
  for (const kind of kinds) document.addEventListener(kind, begins, true);
  const found = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] });
  for (const kind of kinds) document.removeEventListener(kind, begins, true);
  return { moved, found };
})()`;
const MOST_LOOKS = 20;

/** One line an obstacle, of a page that stood still from the beginning of the look to its end. */
export async function obstacles(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  for (let look = 1; look <= MOST_LOOKS; look++) {
    await page.evaluate(STANDS);
    const { moved, found } = await page.evaluate<{ moved: boolean; found: AxeResults }>(JUDGE);
    if (!moved) return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  }
  throw new Error(`the page ${page.url()} never stood still`);
}

const UNDER_TOASTS = `(() => {
  const found = new Set();
  for (const toast of document.querySelectorAll(".mantine-Notification-root")) {
    const { left, right, top, bottom } = toast.getBoundingClientRect();
    for (let x = left; x <= right; x += 4)
      for (let y = top; y <= bottom; y += 4)
        for (const element of document.elementsFromPoint(x, y)) {
          const pressed = element.closest("button, a, input, textarea, select, label, [role=button]");
          if (pressed && !toast.contains(pressed)) found.add(pressed.textContent || pressed.tagName);
        }
  }
  return [...found];
})()`;

/** Everything one could press if no toast lay over it. */
export function underToasts(page: Page): Promise<string[]> {
  return page.evaluate(UNDER_TOASTS);
}
