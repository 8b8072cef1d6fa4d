// The stored past asked about the scenario in hand, with its thresholds; kinds that are judged from the picture say that it cannot be asked.
import { Text } from "@mantine/core";
import { type Scene, type SceneEvent, scenarioSchema } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import classes from "../preview/preview.module.css";
import { PreviewPanel } from "../preview/preview-panel.tsx";
import type { RetroQuestion } from "../preview/use-retro.ts";
import { asksThePast } from "./kind-card.ts";
import { unknownsOf } from "./past-unknowns.ts";
import { ThresholdField } from "./threshold-field.tsx";
import type { DraftDesk, ScenarioDraft } from "./use-scenario-draft.ts";

interface DraftPreviewProps {
  cameraId: string;
  scene: Scene;
  desk: DraftDesk;
  draft: ScenarioDraft;
  chosen: string | null;
  onChoose(event: SceneEvent | null): void;
}

export function DraftPreview({ cameraId, scene, desk, draft, chosen, onChoose }: DraftPreviewProps) {
  const { t, i18n } = useTranslation();
  const { card, values } = draft;
  if (!asksThePast(card))
    return (
      <section className={classes.panel} aria-label={t("preview.title")}>
        <Text size="sm" c="dimmed">
          {t(card.evidence === "concept" ? "preview.conceptOnly" : "preview.pictureOnly")}
        </Text>
      </section>
    );
  const lacksPlane = card.groundPlane === "needed" && !scene.groundPlane;
  const thresholds = {
    minScore: Number(values.minScore ?? 0),
    alarmScore: Number(values.alarmScore ?? 0),
    alarms: values.mode !== "record",
  };
  return (
    <PreviewPanel
      cameraId={cameraId}
      question={lacksPlane ? null : questionOf(draft, scene)}
      missing={t(lacksPlane ? "preview.needsPlane" : "preview.incomplete")}
      unknowns={unknownsOf(draft.scenario, scene, t, i18n.language)}
      thresholds={thresholds}
      chosen={chosen}
      onChoose={onChoose}
    >
      {(figures) => (
        <div className={classes.price}>
          <ThresholdField
            {...thresholds}
            figures={figures}
            onChange={(minScore, alarmScore) => {
              desk.change("minScore", minScore);
              desk.change("alarmScore", alarmScore);
            }}
          />
        </div>
      )}
    </PreviewPanel>
  );
}

/** Every score is asked for, so that moving a threshold asks nothing again; what only looks ahead or at the house is left out. */
export function questionOf(draft: Pick<ScenarioDraft, "scenario" | "errors">, scene: Scene): RetroQuestion | null {
  if (Object.keys(draft.errors).length > 0) return null;
  const { until: _until, armModes: _modes, name: _name, priority: _priority, ...asked } = draft.scenario;
  const scenario = scenarioSchema.safeParse({ ...asked, minScore: 0, alarmScore: 0, mode: "alarm" });
  if (!scenario.success) return null;
  return {
    scenario: scenario.data,
    lines: scene.lines,
    zones: scene.zones,
    ...(scene.groundPlane ? { groundPlane: scene.groundPlane } : {}),
  };
}
