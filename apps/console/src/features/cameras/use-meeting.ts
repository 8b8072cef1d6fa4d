// Somebody else saves while somebody draws here: what does not collide is put together, what does is for the person to decide.
import { notifications } from "@mantine/notifications";
import type { CameraView, Scene } from "@vigie/contracts";
import { type Dispatch, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { placesOf } from "../../ui/scene-overlay.tsx";
import type { EditorEvent, EditorState } from "../editor/editor-state.ts";
import type { DraftDesk } from "../scenarios/use-scenario-draft.ts";
import { isSame, mergeShapes } from "./scene-merge.ts";

export interface Meeting {
  /** Names of the drawings and scenarios that both changed. */
  names: string[];
  takeTheirs(): void;
  keepMine(): void;
}

interface MeetingProps {
  /** As it is stored now. */
  camera: CameraView;
  /** As it was when the person began to change it. */
  base: CameraView;
  setBase(camera: CameraView): void;
  state: EditorState;
  dispatch: Dispatch<EditorEvent>;
  desk: DraftDesk;
  /** Something drawn here is not stored yet. */
  dirty: boolean;
  isSaving: boolean;
}

/** Null while nothing is to be decided. */
export function useMeeting(props: MeetingProps): Meeting | null {
  const { t } = useTranslation();
  const { camera, base, setBase, state, dispatch, desk, dirty, isSaving } = props;
  const { draft } = desk;
  const moved = sceneVersion(camera) !== sceneVersion(base) && !isSaving && !state.drag;
  const merged = moved ? mergeShapes(placesOf(base.scene), placesOf(camera.scene), state.shapes) : null;
  const ofDraft = (scene: Scene) => scene.scenarios.find(({ id }) => id === draft?.id);
  const theirScenario = ofDraft(camera.scene);
  const isDraftHit = moved && draft?.id != null && !isSame(ofDraft(base.scene), theirScenario);
  const names = merged ? [...merged.conflicts, ...(isDraftHit ? [String(draft?.values.name)] : [])] : [];
  const isAtWork = dirty || draft !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer version of the camera wakes it
  useEffect(() => {
    if (!merged || names.length > 0) return;
    dispatch({ type: "rebase", shapes: merged.mine });
    setBase(camera);
    const isVisible =
      !isSame(placesOf(base.scene), placesOf(camera.scene)) || !isSame(base.scene.scenarios, camera.scene.scenarios);
    if (isAtWork && isVisible) notifications.show({ message: t("meeting.bothKept"), autoClose: 8_000 });
  }, [camera.version, base.version, isSaving, state.drag === null]);

  if (!merged || names.length === 0) return null;
  return {
    names,
    keepMine: () => {
      dispatch({ type: "rebase", shapes: merged.mine });
      setBase(camera);
    },
    takeTheirs: () => {
      dispatch({ type: "rebase", shapes: merged.theirs });
      setBase(camera);
      if (!isDraftHit || !draft) return;
      if (theirScenario) desk.edit(theirScenario, draft.card);
      else desk.close();
    },
  };
}

/** The part of the version that speaks of what is drawn. */
function sceneVersion({ version }: CameraView): string {
  return version.split(".")[1] ?? version;
}
