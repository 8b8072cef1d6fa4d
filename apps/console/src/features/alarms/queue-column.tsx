// The left of the desk: what waits, or what was closed.
import { ScrollArea, SegmentedControl, Skeleton, Stack } from "@mantine/core";
import type { Alarm, CameraView } from "@vigie/contracts";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { AlarmGroupCard } from "./alarm-group.tsx";
import classes from "./desk.module.css";
import { FirstHint } from "./first-hint.tsx";
import { HistoryList } from "./history-list.tsx";
import type { AlarmGroup } from "./queue-groups.ts";

export type ListName = "open" | "closed";

interface QueueColumnProps {
  list: ListName;
  queue: readonly Alarm[] | undefined;
  cameras: readonly CameraView[];
  groups: readonly AlarmGroup[];
  unfolded: ReadonlySet<string>;
  selectedId: string | null;
  onUnfold(key: string): void;
  onList(list: ListName): void;
  onSelect(id: string): void;
  /** The closed alarms in their order, so that keys can walk through them. */
  onHistory(alarms: readonly Alarm[]): void;
}

export function QueueColumn(props: QueueColumnProps) {
  const { t } = useTranslation();
  const { list, queue, groups, cameras, selectedId, onSelect } = props;
  const viewport = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selectedId === null) return;
    const card = viewport.current?.querySelector(`[data-alarm="${CSS.escape(selectedId)}"]`);
    card?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);
  const openLabel = queue && queue.length > 0 ? `${t("alarms.open")} · ${queue.length}` : t("alarms.open");
  return (
    <section className={classes.queue} aria-label={t("alarms.queue")}>
      <div className={classes.queueHead}>
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t("alarms.show")}
          value={list}
          onChange={(value) => props.onList(value as ListName)}
          data={[
            { value: "open", label: openLabel },
            { value: "closed", label: t("alarms.closed") },
          ]}
        />
      </div>
      <FirstHint cameras={cameras} />
      <ScrollArea className={classes.scroll} viewportRef={viewport} type="auto">
        <Stack gap={6} px={10} pb="md">
          {list === "closed" ? (
            <HistoryList cameras={cameras} selectedId={selectedId} onSelect={onSelect} onLoaded={props.onHistory} />
          ) : !queue ? (
            [1, 2, 3, 4].map((n) => <Skeleton key={n} h={96} radius="lg" />)
          ) : (
            groups.map((group) => (
              <AlarmGroupCard
                key={group.key}
                group={group}
                camera={cameras.find(({ id }) => id === group.alarms[0]!.cameraId)}
                selectedId={selectedId}
                unfolded={props.unfolded.has(group.key)}
                onUnfold={props.onUnfold}
                onSelect={onSelect}
              />
            ))
          )}
        </Stack>
      </ScrollArea>
    </section>
  );
}
