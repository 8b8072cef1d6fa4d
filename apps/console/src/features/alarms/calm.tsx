// The empty desk: nothing needs a person, and how well that is known.
import { Stack, Text, Title } from "@mantine/core";
import { IconCameraPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { camerasQuery } from "../../app/api/queries.ts";
import { useRights } from "../../app/session.ts";
import { AddMyCamera } from "../../ui/add-my-camera.tsx";
import { Blank } from "../../ui/page-states.tsx";
import classes from "./desk.module.css";
import { watchedCameras } from "./watched-cameras.ts";

export function Calm() {
  const { t } = useTranslation();
  const { data: cameras } = useQuery(camerasQuery);
  const { administers } = useRights();
  if (cameras?.length === 0)
    return (
      <Blank icon={<IconCameraPlus size={44} stroke={1.3} />} title={t("cameras.empty")} text={t("cameras.emptyText")}>
        {administers && <AddMyCamera />}
      </Blank>
    );
  const counts = cameras && watchedCameras(cameras);
  const troubled = counts && [
    t("alarms.degraded", { count: counts.degraded }),
    ...(counts.blind > 0 ? [t("alarms.blind", { count: counts.blind })] : []),
    ...(counts.unanalysed > 0 ? [t("alarms.unanalysed", { count: counts.unanalysed })] : []),
  ];
  return (
    <div className={classes.calm}>
      <Stack align="center" gap="lg">
        <svg width="132" height="132" viewBox="0 0 132 132" aria-hidden="true" className={classes.horizon}>
          <circle cx="66" cy="66" r="64" />
          <circle cx="66" cy="66" r="44" />
          <circle cx="66" cy="66" r="24" />
          <path d="M40 66c10-17 42-17 52 0-10 17-42 17-52 0Z" />
          <circle cx="66" cy="66" r="6" data-solid />
        </svg>
        <Stack gap={6} align="center">
          <Title order={1}>{t("alarms.calm")}</Title>
          {counts && troubled && (
            <Text c="dimmed" size="lg" data-troubled={counts.degraded + counts.blind > 0}>
              {t("alarms.calmText", {
                watched: t("alarms.watched", { count: counts.watched }),
                troubled: troubled.join(", "),
              })}
            </Text>
          )}
        </Stack>
      </Stack>
    </div>
  );
}
