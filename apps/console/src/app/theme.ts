// The look: a calm dark room, one accent colour; amber and red are kept for what needs a person.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const sea: MantineColorsTuple = [
  "#e3fafc",
  "#c9f1f5",
  "#a3e4ec",
  "#79d6e1",
  "#57c7d4",
  "#3bb0be",
  "#2793a1",
  "#1a7480",
  "#105660",
  "#083a42",
];

/** From text (0) to the deepest background (9); text on 7 and 6 keeps at least 7:1, dimmed text at least 4.5:1. */
const dark: MantineColorsTuple = [
  "#e4eaf1",
  "#c3ccd7",
  "#97a4b3",
  "#66727f",
  "#2b3541",
  "#1f2731",
  "#151c25",
  "#0e141b",
  "#0a0e13",
  "#06090d",
];

export const theme = createTheme({
  primaryColor: "sea",
  primaryShade: 4,
  respectReducedMotion: true,
  autoContrast: true,
  luminanceThreshold: 0.35,
  colors: { sea, dark },
  black: "#06090d",
  white: "#f4f7fa",
  defaultRadius: "md",
  cursorType: "pointer",
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.15rem", lineHeight: "1.3" },
      h3: { fontSize: "0.95rem", lineHeight: "1.35" },
    },
  },
});

/** Quiet forms: of the accent, strong enough to show which of several things is chosen; of amber and grey, calm enough for a note. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {},
  dark: {
    "--mantine-color-sea-light": "rgb(87 199 212 / 16%)",
    "--mantine-color-sea-light-hover": "rgb(87 199 212 / 24%)",
    "--mantine-color-sea-light-color": "#a3e4ec",
    "--mantine-color-yellow-light": "#2c220d",
    "--mantine-color-yellow-light-hover": "#3a2d11",
    "--mantine-color-yellow-light-color": "#f8dfa9",
    "--mantine-color-gray-light": "#1f2731",
    "--mantine-color-gray-light-hover": "#2b3541",
    "--mantine-color-gray-light-color": "#c3ccd7",
    "--mantine-color-dimmed": "#97a4b3",
    "--mantine-color-placeholder": "#8793a1",
    "--mantine-color-error": "#ff7468",
  },
});
