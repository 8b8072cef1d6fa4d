// The desk's keyboard: which key does what, as a table that the help page shows too.

export type DeskAction =
  | "next"
  | "previous"
  | "unfold"
  | "wholeGroup"
  | "playPause"
  | "confirm"
  | "dismiss"
  | "acknowledge"
  | "live"
  | "box"
  | "undo"
  | "help"
  | "close";

export interface DeskKey {
  /** As `KeyboardEvent.key` gives it, lower case. */
  key: string;
  action: DeskAction;
  /** Needs the role operator. */
  judges: boolean;
}

export const DESK_KEYS: readonly DeskKey[] = [
  { key: "j", action: "next", judges: false },
  { key: "k", action: "previous", judges: false },
  { key: "o", action: "unfold", judges: false },
  { key: " ", action: "playPause", judges: false },
  { key: "c", action: "confirm", judges: true },
  { key: "d", action: "dismiss", judges: true },
  { key: "g", action: "wholeGroup", judges: true },
  { key: "a", action: "acknowledge", judges: true },
  { key: "l", action: "live", judges: false },
  { key: "b", action: "box", judges: false },
  { key: "u", action: "undo", judges: true },
  { key: "?", action: "help", judges: false },
  { key: "escape", action: "close", judges: false },
];

/** What of a key press matters here. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** The press belongs to a field in which one types. */
  typing: boolean;
  /** The press belongs to a button or link, whose own keys are space and enter. */
  onControl: boolean;
}

/** What the press asks for, or null. Only escape is heard while someone types. */
export function deskAction(press: KeyPress, operates: boolean): DeskAction | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  const found = DESK_KEYS.find(({ key }) => key === press.key.toLowerCase());
  if (!found || (found.judges && !operates)) return null;
  if (press.typing && found.action !== "close") return null;
  if (press.onControl && found.action === "playPause") return null;
  return found.action;
}

/** The digit of a press, 1 to 9, with which one of a few choices is taken; null otherwise. */
export function choiceOf(press: KeyPress): number | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.typing) return null;
  return /^[1-9]$/.test(press.key) ? Number(press.key) : null;
}

export function keyPress(event: KeyboardEvent): KeyPress {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const { key, ctrlKey, metaKey, altKey } = event;
  return {
    key,
    ctrlKey,
    metaKey,
    altKey,
    typing:
      target?.matches(
        "textarea, select, [contenteditable='true'], input:not([type=range], [type=checkbox], [type=radio])",
      ) ?? false,
    onControl: target?.closest("button, a, [role=button], [role=tab], input") != null,
  };
}
