// What people know here and are not told of again, with the way back.
import { ActionIcon, Group, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CameraView } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { errorText } from "../../app/i18n/error-text.ts";
import { dayAndTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import { forgetObject } from "../alarms/known-object.ts";
import scenarioClasses from "../scenarios/scenario-form.module.css";
import classes from "./camera-page.module.css";

interface KnownObjectsProps {
  camera: CameraView;
  operates: boolean;
  /** Shows on the picture where it is, while it is pointed at. */
  onShow(box: CameraView["scene"]["knownObjects"][number]["box"] | null): void;
}

export function KnownObjects({ camera, operates, onShow }: KnownObjectsProps) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const cache = useQueryClient();
  const forget = useMutation({
    mutationFn: (id: string) => forgetObject(camera.id, id),
    onSuccess: (saved) => {
      onShow(null);
      cache.setQueryData<CameraView[]>(["cameras"], (known) =>
        known?.map((item) => (item.id === saved.id ? saved : item)),
      );
    },
    onError: (error) => notifications.show({ color: "red", message: errorText(error, t), autoClose: 10_000 }),
  });
  const { knownObjects, scenarios } = camera.scene;
  if (knownObjects.length === 0) return null;
  return (
    <section className={classes.panel} aria-label={t("knownObject.title")}>
      <Title order={2} mb="xs">
        {t("knownObject.title")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("knownObject.text")}
      </Text>
      <ul className={scenarioClasses.list}>
        {knownObjects.map((known) => {
          const scenario = scenarios.find(({ id }) => id === known.scenarioId);
          const since = t("knownObject.since", { time: dayAndTime(known.sinceMs, style) });
          return (
            <li
              key={known.id}
              className={scenarioClasses.row}
              onPointerEnter={() => onShow(known.box)}
              onPointerLeave={() => onShow(null)}
            >
              <Group justify="space-between" wrap="nowrap" flex={1}>
                <div>
                  <Text size="sm">{since}</Text>
                  <Text size="xs" c="dimmed">
                    {scenario ? (scenario.name ?? scenario.id) : t("knownObject.everyScenario")}
                  </Text>
                </div>
                {operates && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t("knownObject.forget", { since })}
                    onFocus={() => onShow(known.box)}
                    onBlur={() => onShow(null)}
                    onClick={() => forget.mutate(known.id)}
                  >
                    <IconTrash size={17} />
                  </ActionIcon>
                )}
              </Group>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
