// How old a view may be: for longer than this nobody can tell it by its edges any more.

/** The light has changed too much since. Unit: ms. */
export const VIEW_OUTDATED_MS = 2 * 3_600_000;
