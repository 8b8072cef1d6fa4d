// What to draw now for the scenario in hand, in one line over the tools, with the way out.
import { Button, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import type { Dispatch } from "react";
import { useTranslation } from "react-i18next";
import type { EditorEvent, EditorState } from "../editor/editor-state.ts";
import { EditorHint, PathActions } from "../editor/editor-tools.tsx";
import classes from "./scenario-form.module.css";
import type { DraftDesk } from "./use-scenario-draft.ts";

const STEPS = { line: "editor.drawLine", zone: "editor.drawZone", light: "editor.drawLight" } as const;

interface DrawingStepProps {
  desk: DraftDesk;
  state: EditorState;
  dispatch: Dispatch<EditorEvent>;
}

export function DrawingStep({ desk, state, dispatch }: DrawingStepProps) {
  const { t, i18n } = useTranslation();
  const { draft, drawing } = desk;
  if (!draft || !drawing) return null;
  const own = `fieldOf.${draft.card.kind}-${drawing.name}`;
  const named = i18n.exists(own) ? own : drawing.name in STEPS ? null : `field.${drawing.name}`;
  const name = named && t(named as "field.zone");
  const value = draft.values[drawing.name];
  const many = drawing.control === "place" && drawing.many;
  const count = Array.isArray(value) ? value.length : 0;
  return (
    <div className={classes.step} role="status">
      <IconPencil size={20} aria-hidden />
      <div className={classes.stepWords}>
        <Text fw={600}>{name ?? (drawing.control === "place" && t(STEPS[drawing.shape]))}</Text>
        <EditorHint state={state} />
      </div>
      <PathActions state={state} dispatch={dispatch} />
      {many && count > 0 ? (
        <Button size="compact-md" onClick={desk.drawn}>
          {t("editor.stepDone", { count })}
        </Button>
      ) : (
        <Button size="compact-md" variant="subtle" color="gray" onClick={desk.drawn}>
          {t("editor.cancel")}
        </Button>
      )}
    </div>
  );
}
