// What an administrator may set on a camera, and its end.
import { Button, Group, Modal, NumberInput, Select, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { CameraView } from "@vigie/contracts";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { requestOnly } from "../../app/api/http.ts";
import { detectorsQuery } from "../../app/api/queries.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import classes from "./camera-page.module.css";
import { SourceSettings } from "./source-settings.tsx";
import { useCameraChange } from "./use-camera-change.ts";

export function CameraSettings({ camera }: { camera: CameraView }) {
  const { t } = useTranslation();
  const change = useCameraChange(camera.id);
  const detectors = useQuery(detectorsQuery).data;
  const [name, setName] = useState(camera.name);
  const [place, setPlace] = useState(camera.place);
  const [enabled, setEnabled] = useState(camera.enabled);
  const [analysis, setAnalysis] = useState(camera.analysis);
  const [recording, setRecording] = useState(camera.recording.enabled);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { name: name.trim(), place: place.trim(), enabled, analysis, recording: { enabled: recording } },
      {
        onSuccess: () => notifications.show({ message: t("cameraSettings.saved") }),
        onError: (error) => notifications.show({ color: "red", message: errorText(error, t), autoClose: 10_000 }),
      },
    );
  };
  return (
    <Stack maw={640} gap="xl">
      <form onSubmit={submit} className={classes.panel}>
        <Stack gap="md">
          <Switch
            label={t("cameraSettings.enabled")}
            checked={enabled}
            onChange={(event) => setEnabled(event.currentTarget.checked)}
          />
          <TextInput
            label={t("cameraSettings.name")}
            required
            withAsterisk={false}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t("cameraSettings.place")}
            maxLength={120}
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
          <Switch
            label={t("cameraSettings.recording")}
            checked={recording}
            onChange={(event) => setRecording(event.currentTarget.checked)}
          />
          <Switch
            label={t("cameraSettings.analysis")}
            checked={analysis.enabled}
            onChange={(event) => setAnalysis({ ...analysis, enabled: event.currentTarget.checked })}
          />
          <Select
            label={t("cameraSettings.detector")}
            disabled={!analysis.enabled}
            allowDeselect={false}
            value={analysis.detector}
            onChange={(detector) => detector !== null && setAnalysis({ ...analysis, detector })}
            data={[
              { value: "auto", label: t("cameraSettings.auto", { name: detectors?.best || "–" }) },
              ...(detectors?.detectors ?? []).map((entry) => ({
                value: entry.name,
                label: entry.usable
                  ? entry.name
                  : t("cameraSettings.unusable", { name: entry.name, reason: entry.reason }),
                disabled: !entry.usable,
              })),
              ...(analysis.detector !== "auto" && !detectors?.detectors.some(({ name }) => name === analysis.detector)
                ? [{ value: analysis.detector, label: analysis.detector }]
                : []),
            ]}
          />
          <NumberInput
            label={t("cameraSettings.fps")}
            disabled={!analysis.enabled}
            min={0.5}
            max={30}
            step={1}
            decimalScale={1}
            value={analysis.fps}
            onChange={(fps) => typeof fps === "number" && setAnalysis({ ...analysis, fps })}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
      <SourceSettings camera={camera} />
      <RemoveCamera camera={camera} />
    </Stack>
  );
}

function RemoveCamera({ camera }: { camera: CameraView }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState("");
  const remove = useMutation({
    mutationFn: () => requestOnly(`/cameras/${camera.id}`, { method: "DELETE" }),
    onSuccess: async () => {
      await navigate({ to: "/cameras" });
      cache.setQueryData<CameraView[]>(["cameras"], (known) => known?.filter(({ id }) => id !== camera.id));
      notifications.show({ message: t("cameraSettings.removed", { name: camera.name }) });
    },
    onError: (error) => notifications.show({ color: "red", message: errorText(error, t), autoClose: 10_000 }),
  });
  return (
    <section className={classes.panel}>
      <Title order={2} mb={4}>
        {t("cameraSettings.removeTitle")}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {t("cameraSettings.removeText")}
      </Text>
      <Button color="red" variant="light" onClick={() => setOpened(true)}>
        {t("cameraSettings.removeButton")}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("cameraSettings.removeTitle")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <TextInput
          label={t("cameraSettings.removeConfirm", { name: camera.name })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="subtle" color="gray" onClick={() => setOpened(false)}>
            {t("common.cancel")}
          </Button>
          <Button
            color="red"
            disabled={typed.trim() !== camera.name}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t("cameraSettings.removeButton")}
          </Button>
        </Group>
      </Modal>
    </section>
  );
}
