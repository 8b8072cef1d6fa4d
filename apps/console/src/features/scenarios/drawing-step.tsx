// What to draw now for the scenario in hand, in one line over the tools, with the way out.
import { Button, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { EditorState } from "../editor/editor-state.ts";
import { EditorHint } from "../editor/editor-tools.tsx";
import classes from "./scenario-form.module.css";
import type { DraftDesk } from "./use-scenario-draft.ts";

const STEPS = { line: "editor.drawLine", zone: "editor.drawZone", light: "editor.drawLight" } as const;

export function DrawingStep({ desk, state }: { desk: DraftDesk; state: EditorState }) {
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
