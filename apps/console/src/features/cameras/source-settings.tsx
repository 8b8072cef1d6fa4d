// Where the picture comes from, and changing it for a stream.
import { Button, Group, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { CameraView } from "@vigie/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../app/i18n/error-text.ts";
import classes from "./camera-page.module.css";
import { StreamFields } from "./stream-fields.tsx";
import { EMPTY_STREAM, type StreamInput, streamSource } from "./stream-source.ts";
import { useCameraChange } from "./use-camera-change.ts";

export function SourceSettings({ camera }: { camera: CameraView }) {
  const { t } = useTranslation();
  const change = useCameraChange(camera);
  const { source } = camera;
  const [input, setInput] = useState<StreamInput>(
    source.kind === "file"
      ? EMPTY_STREAM
      : {
          url: source.url,
          username: source.username ?? "",
          password: "",
          transport: source.kind === "rtsp" ? source.transport : "tcp",
        },
  );
  const [error, setError] = useState<string>();
  const save = () => {
    const next = streamSource(input);
    setError(next ? undefined : t("add.urlBad"));
    if (!next) return;
    change.mutate(
      { source: next },
      {
        onSuccess: () => {
          setInput((before) => ({ ...before, password: "" }));
          notifications.show({ message: t("cameraSettings.saved") });
        },
        onError: (cause) => setError(errorText(cause, t)),
      },
    );
  };
  return (
    <section className={classes.panel}>
      <Title order={2} mb="sm">
        {t("cameraSettings.source")}
      </Title>
      {source.kind === "file" ? (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {source.path}
        </Text>
      ) : (
        <>
          <StreamFields
            value={input}
            error={error}
            passwordLabel={camera.hasPassword ? t("cameraSettings.keepPassword") : t("add.password")}
            onChange={setInput}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" loading={change.isPending} onClick={save}>
              {t("cameraSettings.changeSource")}
            </Button>
          </Group>
        </>
      )}
    </section>
  );
}
