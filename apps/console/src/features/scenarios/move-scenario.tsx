// A scenario goes to another camera with its drawing, and the slot goes with it.
import { Alert, Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CameraView, type Scenario, scenarioMovedSchema } from "@vigie/contracts";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { camerasQuery, slotsQuery } from "../../app/api/queries.ts";
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
  // Its slot stays with a camera while something else watches there.
  const limited = useQuery(slotsQuery).data?.limit != null;
  const stays = camera.scene.scenarios.length - 1;
  const others = cameras.filter(({ id }) => id !== camera.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("move.title", { name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t("move.text")}{" "}
          {limited && t(stays > 0 ? "move.slotStays" : "move.slotGoes", { count: stays, camera: camera.name })}
        </Text>
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
          data={others.map((other) => ({ value: other.id, label: analysedText(other, t) }))}
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

/** The camera's name, and that it is not analysed now where it is so. */
function analysedText({ name, enabled, analysis }: CameraView, t: TFunction): string {
  return enabled && analysis.enabled ? name : `${name} · ${t("health.unanalysed").toLowerCase()}`;
}
