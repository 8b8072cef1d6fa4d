// The room that toasts take at the foot of the window, kept free by the pages: no toast lies over what one can press.
import { useEffect } from "react";

const TOASTS = '.mantine-Notifications-root[data-position="bottom-right"]';
/** Between the last thing that can be pressed and the first toast. */
const GAP_PX = 8;

/** Writes the height that shown toasts take of the content into `--v-toasts`, and of the window into `--v-toasts-window`. */
export function useToastRoom(): void {
  useEffect(() => {
    const shown = document.querySelector(TOASTS);
    if (!shown) return;
    const { style } = document.documentElement;
    const measure = () => {
      const { top, height } = shown.getBoundingClientRect();
      // On a phone the bar with the places of the console stands below both.
      const column = document.getElementById("content")?.parentElement;
      const above = (footPx: number) => (height > 0 ? Math.max(0, Math.ceil(footPx - top) + GAP_PX) : 0);
      style.setProperty("--v-toasts", `${above(column?.getBoundingClientRect().bottom ?? innerHeight)}px`);
      style.setProperty("--v-toasts-window", `${above(innerHeight)}px`);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(shown);
    addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      removeEventListener("resize", measure);
    };
  }, []);
}
