// The drawing editor's keys: Enter finishes, Escape cancels, Ctrl+Z and Ctrl+Y undo and redo.
import { type Dispatch, useEffect } from "react";
import type { EditorEvent } from "../editor/editor-state.ts";

export function useEditorKeys(dispatch: Dispatch<EditorEvent>, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.defaultPrevented || target?.closest("input, textarea, select, [role=dialog]")) return;
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      const onButton = target?.closest("button, a") != null;
      if (command && key === "z") dispatch({ type: event.shiftKey ? "redo" : "undo" });
      else if (command && key === "y") dispatch({ type: "redo" });
      else if (!command && key === "enter" && !onButton) dispatch({ type: "finish" });
      else if (!command && key === "escape") dispatch({ type: "cancel" });
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [dispatch, enabled]);
}
