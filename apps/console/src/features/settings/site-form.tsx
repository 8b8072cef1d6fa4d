// Name, time zone and retention of the site.
import { Alert, Button, Group, NumberInput, Paper, Skeleton, Stack, TagsInput, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SiteSettings, siteSettingsSchema } from "@vigie/contracts";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { settingsQuery } from "../../app/api/queries.ts";
import { armModeId, armModeName } from "../../app/i18n/arm-mode-text.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { Failed } from "../../ui/page-states.tsx";
import { TimeZoneField } from "../../ui/time-zone-field.tsx";
import { HolidayList } from "../scenarios/holidays-field.tsx";
import classes from "./settings.module.css";

export function SiteForm({ editable }: { editable: boolean }) {
  const { data, error, refetch } = useQuery(settingsQuery);
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={320} maw={620} radius="lg" />;
  return <Form site={data} editable={editable} />;
}

function Form({ site, editable }: { site: SiteSettings; editable: boolean }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const [values, setValues] = useState(site);
  const save = useMutation({
    // The arm mode is switched elsewhere, perhaps since this form was opened.
    mutationFn: () => {
      const now = cache.getQueryData<SiteSettings>(["settings"])?.armMode ?? values.armMode;
      const armMode = values.armModes.includes(now) ? now : values.armModes[0]!;
      return request(siteSettingsSchema, "/settings", { method: "PUT", body: { ...values, armMode } });
    },
    onSuccess: (saved) => {
      cache.setQueryData(["settings"], saved);
      notifications.show({ message: t("settings.saved") });
    },
  });
  const idOf = (written: string) => armModeId(written, i18n.language, values.armModes);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Paper component="form" className={classes.card} p="xl" radius="lg" maw={620} onSubmit={submit}>
      <Stack gap="lg">
        {!editable && <Text c="dimmed">{t("settings.readOnly")}</Text>}
        {save.isError && (
          <Alert color="red" role="alert">
            {errorText(save.error, t)}
          </Alert>
        )}
        <TextInput
          label={t("settings.siteName")}
          required
          withAsterisk={false}
          maxLength={120}
          disabled={!editable}
          value={values.siteName}
          onChange={(event) => setValues({ ...values, siteName: event.currentTarget.value })}
        />
        <TimeZoneField
          disabled={!editable}
          value={values.timeZone}
          onChange={(timeZone) => setValues({ ...values, timeZone })}
        />
        <div>
          <NumberInput
            label={t("settings.retention")}
            min={1}
            max={30}
            clampBehavior="strict"
            allowDecimal={false}
            disabled={!editable}
            maw={260}
            value={values.retentionDays}
            onChange={(days) => typeof days === "number" && setValues({ ...values, retentionDays: days })}
          />
          <Text size="sm" c="dimmed" mt={6}>
            {t("settings.retentionNote")}
          </Text>
        </div>
        <TagsInput
          label={t("settings.armModes")}
          description={t("settings.armModesNote")}
          disabled={!editable}
          maxTags={10}
          isDuplicate={(written, shown) => shown.some((name) => idOf(name) === idOf(written))}
          value={values.armModes.map((mode) => armModeName(mode, i18n.language))}
          onChange={(names) => {
            const armModes = names.flatMap((name) => idOf(name) ?? []);
            if (armModes.length > 0) setValues({ ...values, armModes });
          }}
        />
        <NumberInput
          label={t("settings.slots")}
          description={t("settings.slotsNote")}
          min={1}
          max={10_000}
          allowDecimal={false}
          disabled={!editable}
          maw={260}
          value={values.analysisSlots ?? ""}
          onChange={(slots) => setValues({ ...values, analysisSlots: typeof slots === "number" ? slots : null })}
        />
        <div>
          <Text size="sm" fw={600}>
            {t("settings.holidays")}
          </Text>
          <Text size="xs" c="dimmed" mb={4}>
            {t("settings.holidaysNote")}
          </Text>
          <HolidayList
            value={values.holidays}
            disabled={!editable}
            onChange={(holidays) => setValues({ ...values, holidays })}
          />
        </div>
        {editable && (
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              {t("common.save")}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
