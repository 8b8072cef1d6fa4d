// Closed alarms, newest first, by camera and verdict, page after page.
import { Button, Group, Select, Skeleton, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Alarm, alarmPageSchema, type CameraView } from "@vigie/contracts";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { Failed } from "../../ui/page-states.tsx";
import { AlarmCard } from "./alarm-card.tsx";

const PAGE = 30;
const VERDICTS = ["true", "false", "nuisance"] as const;

interface HistoryListProps {
  cameras: readonly CameraView[];
  selectedId: string | null;
  onSelect(id: string): void;
  onLoaded(alarms: readonly Alarm[]): void;
}

export function HistoryList({ cameras, selectedId, onSelect, onLoaded }: HistoryListProps) {
  const { t } = useTranslation();
  const [camera, setCamera] = useState<string | null>(null);
  const [verdict, setVerdict] = useState<string | null>(null);
  const query = useInfiniteQuery({
    queryKey: ["alarms", "history", camera, verdict],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ state: "cleared", order: "newest", limit: String(PAGE) });
      if (camera !== null) search.set("camera", camera);
      if (verdict !== null) search.set("verdict", verdict);
      if (pageParam !== null) search.set("after", pageParam);
      return request(alarmPageSchema, `/alarms?${search}`, { signal });
    },
    getNextPageParam: (page) => page.next,
  });
  const alarms = useMemo(() => query.data?.pages.flatMap((page) => page.alarms) ?? [], [query.data]);
  useEffect(() => onLoaded(alarms), [alarms, onLoaded]);

  return (
    <>
      <Group gap={8} grow px={2} pb={4}>
        <Select
          size="xs"
          aria-label={t("alarms.filterCamera")}
          placeholder={t("alarms.allCameras")}
          clearable
          value={camera}
          onChange={setCamera}
          data={cameras.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          size="xs"
          aria-label={t("alarms.filterVerdict")}
          placeholder={t("alarms.allVerdicts")}
          clearable
          value={verdict}
          onChange={setVerdict}
          data={VERDICTS.map((value) => ({ value, label: t(`verdict.${value}`) }))}
        />
      </Group>
      {query.isPending && [1, 2, 3].map((n) => <Skeleton key={n} h={96} radius="lg" />)}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && alarms.length === 0 && (
        <Text c="dimmed" ta="center" py="xl" size="sm">
          {t(camera === null && verdict === null ? "alarms.noneClosed" : "alarms.noneMatch")}
        </Text>
      )}
      {alarms.map((alarm) => (
        <AlarmCard
          key={alarm.id}
          alarm={alarm}
          camera={cameras.find(({ id }) => id === alarm.cameraId)}
          selected={alarm.id === selectedId}
          onSelect={onSelect}
        />
      ))}
      {query.hasNextPage && (
        <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
    </>
  );
}
