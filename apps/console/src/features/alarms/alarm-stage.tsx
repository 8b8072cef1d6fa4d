// The pictures of one alarm: clip or still, and the live picture beside it when it is wanted.
import { Center, Loader, Stack, Text } from "@mantine/core";
import { IconMovieOff, IconPhotoOff } from "@tabler/icons-react";
import type { Alarm, CameraView } from "@vigie/contracts";
import type { ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { LivePlayer } from "../live/live-player.tsx";
import classes from "./alarm-stage.module.css";
import { AlarmStill } from "./alarm-still.tsx";
import { type ClipHandle, ClipPlayer } from "./clip-player.tsx";

export type StageView = "clip" | "still";

interface AlarmStageProps {
  alarm: Alarm;
  camera: CameraView | undefined;
  view: StageView;
  live: boolean;
  /** The box is on the still: there its place is known. */
  box: boolean;
  clip: RefObject<ClipHandle | null>;
}

export function AlarmStage({ alarm, camera, view, live, box, clip }: AlarmStageProps) {
  return (
    <div className={classes.stage} data-live={live && camera !== undefined}>
      <div className={classes.pane}>
        {view === "clip" && !box && alarm.clip === "ready" ? (
          <ClipPlayer key={alarm.id} alarm={alarm} camera={camera} handle={clip} />
        ) : (
          <StillPane alarm={alarm} camera={camera} box={box} wantsClip={view === "clip" && !box} />
        )}
      </div>
      {live && camera && (
        <div className={classes.pane}>
          <LivePlayer camera={camera} />
        </div>
      )}
    </div>
  );
}

function StillPane(props: { alarm: Alarm; camera: CameraView | undefined; box: boolean; wantsClip: boolean }) {
  const { t } = useTranslation();
  const { alarm } = props;
  return (
    <>
      {alarm.still === "ready" ? (
        <AlarmStill key={alarm.id} alarm={alarm} camera={props.camera} fit="contain" box={props.box} />
      ) : (
        <Center h="100%">
          <Stack align="center" gap="xs" c="dimmed">
            <IconPhotoOff size={34} stroke={1.4} aria-hidden />
            <Text size="sm">{t(alarm.still === "pending" ? "alarms.stillPending" : "alarms.stillFailed")}</Text>
          </Stack>
        </Center>
      )}
      {props.wantsClip && alarm.clip === "pending" && (
        <Note icon={<Loader size={14} color="gray" />}>{t("alarms.clipPending")}</Note>
      )}
      {props.wantsClip && (alarm.clip === "failed" || alarm.clip === "none") && (
        <Note icon={<IconMovieOff size={16} aria-hidden />}>{t("alarms.clipFailed")}</Note>
      )}
    </>
  );
}

function Note({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.note} role="status">
      {icon}
      <span>{children}</span>
    </div>
  );
}
