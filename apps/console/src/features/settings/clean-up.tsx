// The clean-up by hand: what is due goes now; what a stepped clock holds back goes only when a person confirms it.
import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RetentionRun, retentionReportSchema } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { bytes } from "../../app/time/format.ts";
import classes from "./settings.module.css";

export function CleanUp() {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const run = useMutation({
    mutationFn: (body: RetentionRun) => request(retentionReportSchema, "/retention/run", { method: "POST", body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ["health"] }),
  });
  const done = run.data;
  return (
    <Paper className={classes.card} p="xl" radius="lg" maw={620}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {t("settings.cleanUp")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("settings.cleanUpText")}
        </Text>
        {run.isError && (
          <Alert color="red" role="alert">
            {errorText(run.error, t)}
          </Alert>
        )}
        {done && (
          <Text size="sm" role="status">
            {t("settings.cleanUpDone", {
              segments: done.segments,
              size: bytes(done.segmentBytes, i18n.language),
              alarms: done.alarms,
              events: done.events,
            })}
          </Text>
        )}
        {done?.refused != null && (
          <Alert color="yellow" role="alert">
            <Stack gap="sm" align="flex-start">
              {done.refused}
              <Button
                size="compact-md"
                color="red"
                loading={run.isPending}
                onClick={() => run.mutate({ confirmed: true })}
              >
                {t("settings.cleanUpConfirm")}
              </Button>
            </Stack>
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" loading={run.isPending} onClick={() => run.mutate({ confirmed: false })}>
            {t("settings.cleanUpNow")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
