// The scenarios beside the picture: pick a kind, fill its form, draw its place, save it all live.
import { Group, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import type { CameraView, DetectorsView, Scenario, Scene, SceneInput } from "@vigie/contracts";
import { type Dispatch, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { scenarioKindsQuery } from "../../app/api/queries.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { placesOf } from "../../ui/scene-overlay.tsx";
import classes from "../cameras/camera-page.module.css";
import { useCameraChange } from "../cameras/use-camera-change.ts";
import type { EditorEvent, EditorState } from "../editor/editor-state.ts";
import { firstPlace } from "./first-values.ts";
import { scenarioId } from "./form-fields.ts";
import { type ScenarioDraft, ScenarioForm } from "./scenario-form.tsx";
import { type KindCard, KindPicker, ScenarioList } from "./scenario-list.tsx";
import { seenClasses } from "./seen-classes.ts";

interface ScenarioPanelProps {
  camera: CameraView;
  /** The camera's scene with what is drawn now, saved or not. */
  scene: Scene;
  state: EditorState;
  dispatch: Dispatch<EditorEvent>;
  detectors: DetectorsView | undefined;
  editable: boolean;
}

const NO_DETECTORS: DetectorsView = { detectors: [], best: "" };

export function ScenarioPanel({ camera, scene, state, dispatch, detectors, editable }: ScenarioPanelProps) {
  const { t } = useTranslation();
  const kinds = useQuery(scenarioKindsQuery);
  const change = useCameraChange(camera.id);
  const [draft, setDraft] = useState<ScenarioDraft | null>(null);
  const [drawing, setDrawing] = useState(false);
  const seen = seenClasses(camera, detectors ?? NO_DETECTORS);
  const known = camera.scene.scenarios;

  // Back to the form with the place that was just drawn; without one when the drawing was given up.
  useEffect(() => {
    if (!drawing || state.tool !== "select") return;
    setDrawing(false);
    const { selected } = state;
    if (selected)
      setDraft((before) =>
        before && selected.kind === before.needs
          ? { ...before, values: { ...before.values, [before.needs]: selected.id } }
          : before,
      );
  }, [drawing, state]);

  const begin = (card: KindCard) => {
    change.reset();
    setDraft({ ...card, needs: needsOf(card), id: null, index: known.length, values: {} });
  };
  const edit = (scenario: Scenario) => {
    const card = kinds.data?.find(({ kind }) => kind === scenario.kind);
    if (!card) return;
    change.reset();
    setDraft({ ...card, needs: needsOf(card), id: scenario.id, index: known.indexOf(scenario), values: scenario });
  };
  const put = (scenarios: SceneInput["scenarios"], done: string, onDone?: () => void) =>
    change.mutate(
      { scene: { ...scene, scenarios } },
      {
        onSuccess: (saved) => {
          dispatch({ type: "load", shapes: placesOf(saved.scene) });
          notifications.show({ message: done });
          onDone?.();
        },
        onError: (error) => {
          if (!onDone) notifications.show({ color: "red", message: errorText(error, t), autoClose: 10_000 });
        },
      },
    );
  const submit = (scenario: Record<string, unknown>) => {
    const next = scenario as unknown as Scenario;
    const scenarios =
      draft?.id === null ? [...known, next] : known.map((item) => (item.id === draft?.id ? next : item));
    put(scenarios, t("scenarios.saved", { name: String(scenario.name ?? scenario.id) }), () => setDraft(null));
  };

  return (
    <section className={classes.panel} aria-label={t("scenarios.title")}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t("scenarios.title")}</Title>
        {editable && (
          <KindPicker kinds={kinds.data ?? []} error={kinds.error ? errorText(kinds.error, t) : null} onPick={begin} />
        )}
      </Group>
      <ScenarioList
        camera={camera}
        editable={editable}
        onEdit={edit}
        onRemove={(scenario) =>
          put(
            known.filter(({ id }) => id !== scenario.id),
            t("scenarios.removed", { name: scenario.name ?? scenario.id }),
          )
        }
      />
      {draft && !drawing && (
        <ScenarioForm
          draft={draft}
          shapes={state.shapes}
          seen={seen}
          placeId={firstPlace(draft.needs, state.shapes, state.selected?.id ?? null, known)}
          ready={detectors !== undefined}
          pending={change.isPending}
          error={change.error}
          onValues={(values) => setDraft({ ...draft, values })}
          onDraw={() => {
            setDrawing(true);
            dispatch({ type: "tool", tool: draft.needs });
          }}
          onSubmit={submit}
          onClose={() => setDraft(null)}
          idFor={(name) =>
            scenarioId(
              name,
              draft.kind,
              known.map(({ id }) => id),
            )
          }
        />
      )}
    </section>
  );
}
