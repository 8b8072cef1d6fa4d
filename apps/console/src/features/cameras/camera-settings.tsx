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
import { decimals } from "../../app/i18n/decimals.ts";
import { detectorText } from "../../app/i18n/detector-text.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import classes from "./camera-page.module.css";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { CloserLooks } from "./closer-looks.tsx";
import { isSame } from "./scene-merge.ts";
import { SourceSettings } from "./source-settings.tsx";
import { isOutdated, useCameraChange } from "./use-camera-change.ts";

interface Settings {
  name: string;
  place: string;
  enabled: boolean;
  analysis: CameraView["analysis"];
  recording: CameraView["recording"];
}

function settingsOf({ name, place, enabled, analysis, recording }: CameraView): Settings {
  return { name, place, enabled, analysis, recording };
}

export function CameraSettings({ camera }: { camera: CameraView }) {
  const { t, i18n } = useTranslation();
  const detectors = useQuery(detectorsQuery).data;
  // As it was when the person began to type; follows what others store until then.
  const [base, setBase] = useState(camera);
  const [typed, setTyped] = useState<Settings | null>(null);
  const change = useCameraChange(typed ? base : camera);
  const values = typed ?? settingsOf(camera);
  const { analysis } = values;
  const isOther = typed !== null && !change.isPending && !isSame(settingsOf(base), settingsOf(camera));
  const set = (more: Partial<Settings>) => {
    if (!typed) setBase(camera);
    setTyped({ ...values, ...more });
  };
  const analyse = (more: Partial<Settings["analysis"]>) => set({ analysis: { ...analysis, ...more } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { ...values, name: values.name.trim(), place: values.place.trim() },
      {
        onSuccess: () => {
          setTyped(null);
          notifications.show({ message: t("cameraSettings.saved") });
        },
        onError: (error) =>
          !isOutdated(error) && notifications.show({ color: "red", message: errorText(error, t), autoClose: 10_000 }),
      },
    );
  };
  return (
    <Stack maw={640} gap="xl">
      <form onSubmit={submit} className={classes.panel}>
        <Stack gap="md">
          {isOther && <ChangedMeanwhile names={[]} onTheirs={() => setTyped(null)} onMine={() => setBase(camera)} />}
          <Switch
            label={t("cameraSettings.enabled")}
            checked={values.enabled}
            onChange={(event) => set({ enabled: event.currentTarget.checked })}
          />
          <TextInput
            label={t("cameraSettings.name")}
            required
            withAsterisk={false}
            maxLength={120}
            value={values.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t("cameraSettings.place")}
            maxLength={120}
            value={values.place}
            onChange={(event) => set({ place: event.currentTarget.value })}
          />
          <Switch
            label={t("cameraSettings.recording")}
            checked={values.recording.enabled}
            onChange={(event) => set({ recording: { enabled: event.currentTarget.checked } })}
          />
          <Switch
            label={t("cameraSettings.analysis")}
            checked={analysis.enabled}
            onChange={(event) => analyse({ enabled: event.currentTarget.checked })}
          />
          <Select
            label={t("cameraSettings.detector")}
            disabled={!analysis.enabled}
            allowDeselect={false}
            value={analysis.detector}
            onChange={(detector) => detector !== null && analyse({ detector })}
            data={[
              {
                value: "auto",
                label: t("cameraSettings.auto", { name: detectors?.best ? detectorText(detectors.best, i18n) : "–" }),
              },
              ...(detectors?.detectors ?? []).map((entry) => ({
                value: entry.name,
                label: entry.usable
                  ? detectorText(entry.name, i18n)
                  : t("cameraSettings.unusable", { name: detectorText(entry.name, i18n), reason: entry.reason }),
                disabled: !entry.usable,
              })),
              ...(analysis.detector !== "auto" && !detectors?.detectors.some(({ name }) => name === analysis.detector)
                ? [{ value: analysis.detector, label: detectorText(analysis.detector, i18n) }]
                : []),
            ]}
          />
          <NumberInput
            {...decimals(i18n.language)}
            label={t("cameraSettings.fps")}
            disabled={!analysis.enabled}
            min={0.5}
            max={30}
            step={1}
            decimalScale={2}
            value={analysis.fps}
            onChange={(fps) => typeof fps === "number" && analyse({ fps })}
          />
          <CloserLooks
            detector={analysis.detector === "auto" ? (detectors?.best ?? "") : analysis.detector}
            on={analysis.closerLooks ?? false}
            disabled={!analysis.enabled}
            onChange={(closerLooks) => analyse({ closerLooks })}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending} disabled={isOther}>
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
