// Beside the picture: the camera's scenarios, or the form of the one in hand; everything is saved live.
import { Group, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import type { CameraView, DetectorsView, Scenario, Scene, SceneInput } from "@vigie/contracts";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { scenarioKindsQuery, settingsQuery } from "../../app/api/queries.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { useNowMs } from "../../app/time/use-time.ts";
import classes from "../cameras/camera-page.module.css";
import type { useCameraChange } from "../cameras/use-camera-change.ts";
import type { EditorState } from "../editor/editor-state.ts";
import { KindPicker } from "./kind-picker.tsx";
import { savedText } from "./saved-text.ts";
import { ScenarioForm } from "./scenario-form.tsx";
import { ScenarioList } from "./scenario-list.tsx";
import type { DraftDesk } from "./use-scenario-draft.ts";

interface ScenarioPanelProps {
  camera: CameraView;
  /** The camera's scene with what is drawn now, saved or not. */
  scene: Scene;
  state: EditorState;
  desk: DraftDesk;
  detectors: DetectorsView | undefined;
  editable: boolean;
  /** Leads to the ground plane's editor. */
  onMeasure(): void;
  change: ReturnType<typeof useCameraChange>;
  /** Hears of the camera as it was stored. */
  onSaved(camera: CameraView): void;
}

export function ScenarioPanel(props: ScenarioPanelProps) {
  const { t, i18n } = useTranslation();
  const { camera, scene, state, desk, detectors, editable, change } = props;
  const kinds = useQuery(scenarioKindsQuery);
  const { armModes = [], armMode } = useQuery(settingsQuery).data ?? {};
  const nowMs = useNowMs(10_000);
  const { draft } = desk;
  const known = camera.scene.scenarios;

  // The form is gone: whoever works by keyboard goes on from the list, not from the top of the page.
  const title = useRef<HTMLHeadingElement>(null);
  const hadForm = useRef(false);
  useEffect(() => {
    if (hadForm.current && draft === null) title.current?.focus({ preventScroll: true });
    hadForm.current = draft !== null;
  }, [draft]);

  const edit = (scenario: Scenario) => {
    const card = kinds.data?.find(({ kind }) => kind === scenario.kind);
    if (!card) return;
    change.reset();
    desk.edit(scenario, card);
  };
  const put = (scenarios: SceneInput["scenarios"], done: string, onDone?: () => void) =>
    change.mutate(
      { scene: { ...scene, scenarios } },
      {
        onSuccess: (saved) => {
          props.onSaved(saved);
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
    const scenarios = known.some(({ id }) => id === draft?.id)
      ? known.map((item) => (item.id === draft?.id ? next : item))
      : [...known, next];
    const waits = draft?.card.evidence === "concept";
    const said = savedText(next, { camera, waits, seen: desk.seen.names, armMode, nowMs }, t, i18n.language);
    put(scenarios, said, desk.close);
  };

  if (draft)
    return (
      <section className={classes.panel} aria-label={t("scenarios.title")}>
        <ScenarioForm
          key={draft.id ?? draft.card.kind}
          desk={desk}
          draft={draft}
          shapes={state.shapes}
          detectors={detectors}
          armModes={armModes}
          hasPlane={scene.groundPlane !== undefined}
          pending={change.isPending}
          error={change.error}
          onMeasure={props.onMeasure}
          onSubmit={submit}
        />
      </section>
    );
  return (
    <section className={classes.panel} aria-label={t("scenarios.title")}>
      <Group justify="space-between" mb="sm">
        <Title order={2} ref={title} tabIndex={-1} style={{ outline: "none" }}>
          {t("scenarios.title")}
        </Title>
        {editable && (
          <KindPicker
            kinds={kinds.data ?? []}
            seen={desk.seen}
            error={kinds.error ? errorText(kinds.error, t) : null}
            onPick={(card) => {
              change.reset();
              desk.begin(card);
            }}
          />
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
    </section>
  );
}
