// A scenario goes to another camera with its drawing, and the slot goes with it.
import { Alert, Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CameraView, type Scenario, scenarioMovedSchema } from "@vigie/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { camerasQuery } from "../../app/api/queries.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { SlotsLine } from "./slots-line.tsx";

export function MoveScenario(props: { camera: CameraView; scenario: Scenario; onClose(): void }) {
  const { t } = useTranslation();
  const { camera, scenario, onClose } = props;
  const cache = useQueryClient();
  const cameras = useQuery(camerasQuery).data ?? [];
  const [to, setTo] = useState<string | null>(null);
  const name = scenario.name ?? scenario.id;
  const move = useMutation({
    mutationFn: (toCameraId: string) =>
      request(scenarioMovedSchema, `/cameras/${camera.id}/scenarios/${scenario.id}/move`, {
        method: "POST",
        body: { toCameraId },
      }),
    onSuccess: (moved) => {
      void cache.invalidateQueries({ queryKey: ["cameras"] });
      void cache.invalidateQueries({ queryKey: ["slots"] });
      const target = cameras.find(({ id }) => id === moved.toCameraId)?.name ?? moved.toCameraId;
      const text = t("move.done", { name, camera: target });
      notifications.show({
        message: moved.sourceAnalysisOff ? `${text} ${t("move.freed", { camera: camera.name })}` : text,
        autoClose: 8_000,
      });
      onClose();
    },
  });
  const others = cameras.filter(({ id }) => id !== camera.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("move.title", { name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="md">
        <Text size="sm">{t("move.text")}</Text>
        <SlotsLine />
        {move.error && (
          <Alert color="red" role="alert">
            {errorText(move.error, t)}
          </Alert>
        )}
        <Select
          label={t("move.to")}
          searchable
          value={to}
          onChange={setTo}
          nothingFoundMessage={t("move.noOther")}
          data={others.map(({ id, name: label }) => ({ value: id, label }))}
        />
        <Group justify="flex-end">
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button disabled={to === null} loading={move.isPending} onClick={() => to !== null && move.mutate(to)}>
            {t("move.go")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
