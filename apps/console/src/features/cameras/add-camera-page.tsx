// Adding a camera: paste an address or drop a video, see its picture, give it a name.
import { Alert, Button, Group, Paper, SegmentedControl, Stack, Stepper, Text, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  type CameraSource,
  type CameraView,
  cameraViewSchema,
  type ProbeResult,
  probeResultSchema,
} from "@vigie/contracts";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { useRights } from "../../app/session.ts";
import { Page } from "../../ui/page.tsx";
import { Blank } from "../../ui/page-states.tsx";
import classes from "./add-camera.module.css";
import { ProbeView } from "./probe-view.tsx";
import { StreamFields } from "./stream-fields.tsx";
import { EMPTY_STREAM, streamSource, withoutUserInfo } from "./stream-source.ts";
import { VideoDrop } from "./video-drop.tsx";

export function AddCameraPage() {
  const { t } = useTranslation();
  const { administers } = useRights();
  const [source, setSource] = useState<CameraSource | null>(null);
  const [suggestion, setSuggestion] = useState("");
  const [way, setWay] = useState<"stream" | "file">("stream");
  const probe = useMutation({
    mutationFn: (wanted: CameraSource) =>
      request(probeResultSchema, "/cameras/probe", { method: "POST", body: { source: wanted } }),
  });
  const look = (wanted: CameraSource, name: string) => {
    setSource(wanted);
    setSuggestion(name);
    probe.mutate(wanted);
  };
  if (!administers) return <Blank icon={null} title={t("settings.readOnly")} />;
  const step = probe.isSuccess ? 2 : probe.isPending ? 1 : 0;
  return (
    <Page title={t("add.title")}>
      <div className={classes.wizard}>
        <Stepper active={step} size="sm" mb="xl" allowNextStepsSelect={false} aria-hidden>
          <Stepper.Step label={t("add.stepSource")} />
          <Stepper.Step label={t("add.stepPicture")} loading={probe.isPending} />
          <Stepper.Step label={t("add.stepName")} />
        </Stepper>
        {probe.isSuccess && source ? (
          <NameStep source={source} found={probe.data} suggestion={suggestion} onBack={() => probe.reset()} />
        ) : (
          <Paper className={classes.card} p="xl" radius="lg">
            <Stack gap="lg">
              <SegmentedControl
                aria-label={t("add.stepSource")}
                value={way}
                onChange={(value) => {
                  setWay(value as "stream" | "file");
                  probe.reset();
                }}
                data={[
                  { value: "stream", label: t("add.stream") },
                  { value: "file", label: t("add.file") },
                ]}
              />
              {probe.isError && (
                <Alert color="red" role="alert">
                  {errorText(probe.error, t)}
                </Alert>
              )}
              {way === "stream" ? (
                <StreamStep busy={probe.isPending} onLook={(wanted) => look(wanted, "")} />
              ) : (
                <VideoDrop
                  busy={probe.isPending}
                  onUploaded={(path, name) => look({ kind: "file", path, loop: true }, name)}
                />
              )}
              {probe.isPending && (
                <Text size="sm" c="dimmed" role="status">
                  {t("add.looking")}
                </Text>
              )}
            </Stack>
          </Paper>
        )}
      </div>
    </Page>
  );
}

function StreamStep({ busy, onLook }: { busy: boolean; onLook(source: CameraSource): void }) {
  const { t } = useTranslation();
  const [input, setInput] = useState(EMPTY_STREAM);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const source = streamSource(input);
    setInput(withoutUserInfo(input));
    setError(source ? undefined : t("add.urlBad"));
    if (source) onLook(source);
  };
  return (
    <form onSubmit={submit} noValidate>
      <StreamFields value={input} error={error} passwordLabel={t("add.password")} onChange={setInput} />
      <Group justify="flex-end" mt="lg">
        <Button type="submit" loading={busy}>
          {t("add.look")}
        </Button>
      </Group>
    </form>
  );
}

function NameStep(props: { source: CameraSource; found: ProbeResult; suggestion: string; onBack(): void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(props.suggestion);
  const [place, setPlace] = useState("");
  const [tried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: () =>
      request(cameraViewSchema, "/cameras", {
        method: "POST",
        body: { name: name.trim(), place: place.trim(), source: props.source },
      }),
    onSuccess: async (camera) => {
      cache.setQueryData<CameraView[]>(
        ["cameras"],
        (known) => known && [...known.filter(({ id }) => id !== camera.id), camera],
      );
      notifications.show({ message: t("add.added", { name: camera.name }) });
      await navigate({ to: "/cameras/$cameraId", params: { cameraId: camera.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== "") create.mutate();
  };
  return (
    <Paper className={classes.card} p="xl" radius="lg">
      <Title order={2} mb="md">
        {t("add.found")}
      </Title>
      <ProbeView found={props.found} />
      <form onSubmit={submit} noValidate>
        <Stack gap="md" mt="lg">
          {create.isError && (
            <Alert color="red" role="alert">
              {errorText(create.error, t)}
            </Alert>
          )}
          <TextInput
            label={t("add.name")}
            description={t("add.nameHint")}
            data-autofocus
            maxLength={120}
            value={name}
            error={tried && name.trim() === "" && t("add.nameMissing")}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t("add.place")}
            description={t("add.placeHint")}
            maxLength={120}
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
          <Group justify="space-between" mt="xs">
            <Button variant="subtle" color="gray" onClick={props.onBack}>
              {t("add.otherSource")}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t("add.finish")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
