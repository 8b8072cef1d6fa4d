// What a camera watches: its picture under the drawing surface, and its scenarios beside it.
import { Button, Group, SegmentedControl, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconRulerMeasure } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type Box, type CameraView, type Point, placeReferences, type Scene, type SceneEvent } from "@vigie/contracts";
import { useEffect, useMemo, useReducer, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { countsNowQuery, detectorsQuery } from "../../app/api/queries.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { useRights } from "../../app/session.ts";
import { placesOf } from "../../ui/scene-overlay.tsx";
import { StillImage } from "../../ui/still-image.tsx";
import { EditorCanvas } from "../editor/editor-canvas.tsx";
import { editorReducer, emptyEditor } from "../editor/editor-state.ts";
import { EditorHint, EditorToolbar, ShapeList } from "../editor/editor-tools.tsx";
import { sceneWith } from "../editor/shapes.ts";
import { GroundEditor } from "../ground/ground-editor.tsx";
import { LivePlayer } from "../live/live-player.tsx";
import { CameraNow } from "../now/counts-now.tsx";
import { placeNotes } from "../now/figure-text.ts";
import { DraftPreview } from "../scenarios/draft-preview.tsx";
import { DrawingStep } from "../scenarios/drawing-step.tsx";
import { ScenarioPanel } from "../scenarios/scenario-panel.tsx";
import { type DraftDesk, useScenarioDraft } from "../scenarios/use-scenario-draft.ts";
import classes from "./camera-page.module.css";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { HealthPanel } from "./health-panel.tsx";
import { KnownObjects } from "./known-objects.tsx";
import { isOutdated, useCameraChange } from "./use-camera-change.ts";
import { useEditorKeys } from "./use-editor-keys.ts";
import { useMeeting } from "./use-meeting.ts";

export function WatchTab({ camera: stored, editable }: { camera: CameraView; editable: boolean }) {
  const { t } = useTranslation();
  // What was there when the person began: it follows what others store as long as nothing collides.
  const [base, setBase] = useState(stored);
  const camera: CameraView = { ...stored, scene: base.scene, version: base.version };
  const change = useCameraChange(camera);
  const detectors = useQuery(detectorsQuery).data;
  const drawn = useMemo(() => placesOf(camera.scene), [camera.scene]);
  const [state, dispatch] = useReducer(editorReducer, drawn, emptyEditor);
  const [picture, setPicture] = useState<"live" | "still">("live");
  const scene: Scene = sceneWith(camera.scene, state.shapes);
  const dirty = JSON.stringify(scene) !== JSON.stringify(sceneWith(camera.scene, drawn));
  const [measuring, setMeasuring] = useState(false);
  useEditorKeys(dispatch, editable && !measuring);
  const drafting = useScenarioDraft(camera, detectors, state, dispatch);
  const stage = useRef<HTMLDivElement>(null);
  const toPicture = () => stage.current?.scrollIntoView({ block: "start" });
  // Whoever asks to draw sees the picture, also when another drawing was under way.
  const desk: DraftDesk = {
    ...drafting,
    draw: (field) => {
      drafting.draw(field);
      toPicture();
    },
  };
  const { draft } = desk;
  const [event, setEvent] = useState<SceneEvent | null>(null);
  const [pointedAt, setPointedAt] = useState<Box | null>(null);
  const { operates } = useRights();
  const counted = useQuery(countsNowQuery(stored.id)).data;
  const notes = useMemo(() => placeNotes(counted, t), [counted, t]);
  const shownEvent = draft ? event : null;
  const isDrawing = desk.drawing !== null;
  // Picture, form and preview are seen together once a scenario is in hand; whoever must draw is taken to the picture.
  const draftKey = draft && (draft.id ?? draft.card.kind);
  useEffect(() => {
    if (draftKey !== null || isDrawing) stage.current?.scrollIntoView({ block: "start" });
  }, [draftKey, isDrawing]);

  const isSaving = change.isPending;
  const meeting = useMeeting({ camera: stored, base, setBase, state, dispatch, desk, dirty, isSaving });
  const onSaved = (saved: CameraView) => {
    setBase(saved);
    dispatch({ type: "load", shapes: placesOf(saved.scene) });
  };

  const save = () =>
    change.mutate(
      { scene },
      {
        onSuccess: (saved) => {
          onSaved(saved);
          notifications.show({ message: t("editor.saved") });
        },
        onError: (error) =>
          !isOutdated(error) && notifications.show({ color: "red", message: errorText(error, t), autoClose: 10_000 }),
      },
    );
  const video = camera.health.video;
  const aspect = video && video.width > 0 && video.height > 0 ? video.width / video.height : 16 / 9;

  // The scenario in hand and what is drawn for it wait here until the ground is measured.
  if (measuring) return <GroundEditor camera={stored} onClose={() => setMeasuring(false)} />;
  return (
    <div className={classes.columns}>
      <div>
        <div ref={stage} className={classes.stage} style={{ aspectRatio: String(aspect) }}>
          {picture === "live" ? (
            <LivePlayer camera={camera} />
          ) : (
            <StillImage cameraId={camera.id} alt={camera.name} widthPx={1280} everyMs={false} fill />
          )}
          <EditorCanvas
            state={state}
            dispatch={dispatch}
            label={t("editor.canvas", { name: camera.name })}
            editable={editable}
            heading={headingOf(draft?.values.heading)}
            notes={draft ? undefined : notes}
            box={shownEvent?.box ?? pointedAt}
            inHand={draft ? new Set(placeReferences(draft.scenario).map(({ id }) => id)) : null}
          />
        </div>
        <div className={classes.under}>
          {meeting && (
            <ChangedMeanwhile names={meeting.names} onTheirs={meeting.takeTheirs} onMine={meeting.keepMine} />
          )}
          {isDrawing ? (
            <DrawingStep desk={desk} state={state} dispatch={dispatch} />
          ) : (
            editable && !draft && <EditorToolbar state={state} dispatch={dispatch} />
          )}
          {draft && !isDrawing && (
            <DraftPreview
              key={draft.id ?? draft.card.kind}
              cameraId={camera.id}
              scene={scene}
              desk={desk}
              draft={draft}
              chosen={shownEvent?.id ?? null}
              onChoose={setEvent}
            />
          )}
          {dirty && !draft && (
            <div className={classes.save} role="status">
              <Text size="sm" fw={550} flex={1}>
                {t("editor.unsaved")}
              </Text>
              <Button
                size="compact-md"
                variant="subtle"
                color="gray"
                onClick={() => dispatch({ type: "load", shapes: drawn })}
              >
                {t("editor.discard")}
              </Button>
              <Button size="compact-md" loading={change.isPending} disabled={meeting !== null} onClick={save}>
                {t("editor.save")}
              </Button>
            </div>
          )}
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            {editable && !isDrawing ? <EditorHint state={state} /> : <span />}
            <SegmentedControl
              size="xs"
              style={{ flex: "none" }}
              aria-label={t("camera.picture")}
              value={picture}
              onChange={(value) => setPicture(value as "live" | "still")}
              data={[
                { value: "live", label: t("camera.live") },
                { value: "still", label: t("camera.still") },
              ]}
            />
          </Group>
        </div>
      </div>
      <div className={classes.side}>
        <ScenarioPanel
          camera={camera}
          scene={scene}
          state={state}
          desk={desk}
          detectors={detectors}
          editable={editable}
          change={change}
          onSaved={onSaved}
          onMeasure={() => setMeasuring(true)}
        />
        {!draft && <CameraNow cameraId={stored.id} />}
        <section className={classes.panel} aria-label={t("editor.title")}>
          <Title order={2} mb="sm">
            {t("editor.title")}
          </Title>
          <ShapeList state={state} dispatch={dispatch} scene={camera.scene} editable={editable} />
        </section>
        {!draft && <KnownObjects camera={camera} operates={operates} onShow={setPointedAt} />}
        {!draft && (
          <section className={classes.panel} aria-label={t("ground.title")}>
            <Title order={2} mb="xs">
              {t("ground.title")}
            </Title>
            <Text size="sm" c="dimmed">
              {scene.groundPlane ? t("ground.known", { count: scene.groundPlane.points.length }) : t("ground.none")}
            </Text>
            {editable && (
              <Button
                mt="sm"
                size="compact-md"
                variant="light"
                leftSection={<IconRulerMeasure size={16} />}
                onClick={() => setMeasuring(true)}
              >
                {t(scene.groundPlane ? "ground.change" : "ground.measure")}
              </Button>
            )}
          </section>
        )}
        {!draft && <HealthPanel camera={camera} />}
      </div>
    </div>
  );
}

function headingOf(value: unknown): readonly [Point, Point] | null {
  return Array.isArray(value) && value.length === 2 ? (value as [Point, Point]) : null;
}
