// Deciding about alarms: acknowledge, give a verdict, take it back within 10 s.
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Alarm, alarmSchema, type VerdictRequest } from "@vigie/contracts";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { applyAlarm } from "../../app/stream/apply-entry.ts";
import classes from "./verdict-toast.module.css";

const UNDO_MS = 10_000;

const post = (id: string, path: string, method: "POST" | "DELETE", body?: VerdictRequest) =>
  request(alarmSchema, `/alarms/${encodeURIComponent(id)}/${path}`, { method, ...(body ? { body } : {}) });

export interface Decisions {
  acknowledge(alarm: Alarm): void;
  judge(alarm: Alarm, verdict: VerdictRequest): void;
  /** Takes the last verdict back, as long as its time has not run out. */
  undoLast(): void;
  pending: boolean;
}

/** `onJudged` is told when a verdict is stored, `onUndone` when one was taken back. */
export function useDecisions(onJudged: (alarm: Alarm) => void, onUndone: (alarm: Alarm) => void): Decisions {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const last = useRef<{ id: string; untilMs: number } | null>(null);
  const say = (error: unknown) =>
    notifications.show({
      color: "red",
      title: t("alarms.verdictFailed"),
      message: errorText(error, t),
      autoClose: 8000,
    });

  const acknowledge = useMutation({
    mutationFn: (id: string) => post(id, "acknowledge", "POST"),
    onSuccess: (alarm) => applyAlarm(cache, alarm),
    onError: say,
  });
  const undo = useMutation({
    mutationFn: (id: string) => post(id, "verdict", "DELETE"),
    onSuccess: (alarm) => {
      notifications.hide(toastId(alarm.id));
      notifications.show({ message: t("alarms.undone"), autoClose: 4000 });
      applyAlarm(cache, alarm);
      void cache.invalidateQueries({ queryKey: ["alarms", "history"] });
      onUndone(alarm);
    },
    onError: say,
  });
  const judge = useMutation({
    mutationFn: ({ alarm, verdict }: { alarm: Alarm; verdict: VerdictRequest }) =>
      post(alarm.id, "verdict", "POST", verdict),
    onSuccess: (alarm) => {
      onJudged(alarm);
      applyAlarm(cache, alarm);
      last.current = { id: alarm.id, untilMs: Date.now() + UNDO_MS };
      notifications.show({
        id: toastId(alarm.id),
        autoClose: UNDO_MS,
        withBorder: true,
        classNames: { root: classes.toast },
        message: (
          <>
            <Group justify="space-between" wrap="nowrap" gap="md">
              <Text size="sm" lineClamp={2}>
                {t("alarms.closedAs", {
                  verdict: alarm.verdict ? t(`verdict.${alarm.verdict}`) : "",
                  name: alarm.scenarioName,
                })}
              </Text>
              <Button size="compact-sm" variant="light" style={{ flex: "none" }} onClick={() => undo.mutate(alarm.id)}>
                {t("alarms.undo")}
              </Button>
            </Group>
            <span className={classes.left} />
          </>
        ),
      });
    },
    onError: say,
  });

  return {
    acknowledge: (alarm) => acknowledge.mutate(alarm.id),
    judge: (alarm, verdict) => judge.mutate({ alarm, verdict }),
    undoLast() {
      if (last.current && Date.now() < last.current.untilMs) undo.mutate(last.current.id);
      last.current = null;
    },
    pending: judge.isPending || acknowledge.isPending,
  };
}

function toastId(alarmId: string): string {
  return `verdict-${alarmId}`;
}
