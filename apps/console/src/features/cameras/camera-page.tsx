// One camera: its picture with what is drawn on it, its scenarios, what it recorded and counted, its settings.
import { Anchor, Badge, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { IconChevronLeft, IconVideoOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { camerasQuery } from "../../app/api/queries.ts";
import { cameraReason } from "../../app/i18n/reason-text.ts";
import { useRights } from "../../app/session.ts";
import { HealthBadge, shownState } from "../../ui/health-badge.tsx";
import { Blank, Failed, PagePending } from "../../ui/page-states.tsx";
import { CameraNow } from "../now/counts-now.tsx";
import { CountsTable } from "../register/counts-table.tsx";
import { RecordingsPanel } from "../register/recordings-panel.tsx";
import classes from "./camera-page.module.css";
import { CameraSettings } from "./camera-settings.tsx";
import { WatchTab } from "./watch-tab.tsx";

export function CameraPage() {
  const { t, i18n } = useTranslation();
  const { cameraId } = useParams({ from: "/signed-in/cameras/$cameraId" });
  const { at } = useSearch({ from: "/signed-in/cameras/$cameraId" });
  const { administers, operates } = useRights();
  const { data: cameras, error, refetch } = useQuery(camerasQuery);
  const camera = cameras?.find(({ id }) => id === cameraId);
  if (!cameras) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <PagePending />;
  if (!camera) return <Blank icon={<IconVideoOff size={40} stroke={1.4} />} title={t("camera.gone")} />;
  const state = shownState(camera);
  const reason = cameraReason(camera, t, i18n.language);
  return (
    <div className={classes.page}>
      <Anchor component={Link} to="/cameras" size="sm" c="dimmed" className={classes.back}>
        <IconChevronLeft size={15} aria-hidden /> {t("camera.back")}
      </Anchor>
      <Group justify="space-between" align="flex-start" mb="sm">
        <div>
          <Group gap="sm">
            <Title order={1}>{camera.name}</Title>
            {camera.demo && (
              <Badge color="dark.4" c="dark.0" size="sm">
                {t("cameras.demo")}
              </Badge>
            )}
          </Group>
          {camera.place !== "" && <Text c="dimmed">{camera.place}</Text>}
        </div>
        <HealthBadge camera={camera} />
      </Group>
      {state !== "ok" && state !== "off" && camera.health.reason !== "" && (
        <div className={classes.trouble} data-state={state} role="status">
          {reason.sentence}
          {reason.detail !== "" && (
            <Text size="xs" c="dimmed">
              {reason.detail}
            </Text>
          )}
        </div>
      )}
      <Tabs defaultValue={at === undefined ? "watch" : "recordings"} keepMounted={false}>
        <Tabs.List mb="lg" className={classes.tabs}>
          <Tabs.Tab value="watch">{t("camera.watch")}</Tabs.Tab>
          <Tabs.Tab value="recordings">{t("camera.recordings")}</Tabs.Tab>
          <Tabs.Tab value="counts">{t("camera.counts")}</Tabs.Tab>
          {administers && <Tabs.Tab value="settings">{t("camera.settings")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="watch">
          <WatchTab key={camera.id} camera={camera} editable={administers} />
        </Tabs.Panel>
        <Tabs.Panel value="recordings">
          <RecordingsPanel key={at} camera={camera} playable={operates} {...(at === undefined ? {} : { atMs: at })} />
        </Tabs.Panel>
        <Tabs.Panel value="counts">
          <Stack gap="lg">
            <CameraNow cameraId={camera.id} />
            <CountsTable camera={camera} />
          </Stack>
        </Tabs.Panel>
        {administers && (
          <Tabs.Panel value="settings">
            <CameraSettings key={camera.id} camera={camera} />
          </Tabs.Panel>
        )}
      </Tabs>
    </div>
  );
}
