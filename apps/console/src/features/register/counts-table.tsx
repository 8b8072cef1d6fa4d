// What was counted today, per line or zone, class and direction.
import { Skeleton, Table, Text } from "@mantine/core";
import { IconHash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { CameraView } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { countsQuery } from "../../app/api/queries.ts";
import { classText } from "../../app/i18n/class-text.ts";
import { placeText } from "../../app/i18n/place-text.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import { dayStart } from "../../app/time/zoned.ts";
import { Blank, Failed } from "../../ui/page-states.tsx";
import { placesOf } from "../../ui/scene-overlay.tsx";
import { countRows } from "./count-rows.ts";

export function CountsTable({ camera }: { camera: CameraView }) {
  const { t, i18n } = useTranslation();
  const { zone } = useTimeStyle();
  const nowMs = useNowMs(60_000);
  const { data, error, refetch } = useQuery(countsQuery(camera.id, dayStart(nowMs, zone), dayStart(nowMs, zone, 1)));
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={200} radius="lg" />;
  const rows = countRows(data);
  if (rows.length === 0)
    return <Blank icon={<IconHash size={40} stroke={1.4} />} title={t("counts.none")} text={t("counts.noLines")} />;
  // A count of axles stands under the name of its scenario, marked where a line has that name too.
  const names = new Map([
    ...camera.scene.scenarios.map((scenario): [string, string] => [scenario.id, scenario.name ?? scenario.id]),
    ...placesOf(camera.scene).map((place): [string, string] => [place.id, placeText(place.name, t)]),
    ...camera.scene.scenarios.map((scenario): [string, string] => [
      `axles-${scenario.id}`,
      scenario.name ?? scenario.id,
    ]),
  ]);
  const number = new Intl.NumberFormat(i18n.language);
  const shown = (value: number | null) => (value === null ? "" : number.format(value));
  const className = (name: string) => classText(name, i18n) ?? name;
  return (
    <>
      <Text c="dimmed" size="sm" mb="sm">
        {t("counts.today")}
      </Text>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("counts.place")}</Table.Th>
              <Table.Th>{t("counts.class")}</Table.Th>
              <Table.Th ta="right">{t("counts.forward")}</Table.Th>
              <Table.Th ta="right">{t("counts.backward")}</Table.Th>
              <Table.Th ta="right">{t("counts.most")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={`${row.placeId}-${row.className}-${row.inside === null}`}>
                <Table.Td>{names.get(row.placeId) ?? row.placeId}</Table.Td>
                <Table.Td>{className(row.className)}</Table.Td>
                <Table.Td ta="right">{shown(row.forward)}</Table.Td>
                <Table.Td ta="right">{shown(row.backward)}</Table.Td>
                <Table.Td ta="right">{shown(row.inside)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}
