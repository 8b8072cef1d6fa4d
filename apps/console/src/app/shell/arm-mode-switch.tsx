// The site's arm mode, seen by everyone, changed by operators.
import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconChevronDown, IconShieldCheck, IconShieldHalf, IconShieldOff } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { siteSettingsSchema } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { request } from "../api/http.ts";
import { settingsQuery } from "../api/queries.ts";
import { armModeName } from "../i18n/arm-mode-text.ts";
import { errorText } from "../i18n/error-text.ts";
import { useRights } from "../session.ts";
import classes from "./shell.module.css";

const ICONS: Readonly<Record<string, typeof IconShieldHalf>> = {
  armed: IconShieldCheck,
  disarmed: IconShieldOff,
};

export function ArmModeSwitch() {
  const { t, i18n } = useTranslation();
  const { operates } = useRights();
  const cache = useQueryClient();
  const { data: site } = useQuery(settingsQuery);
  const change = useMutation({
    mutationFn: (armMode: string) => request(siteSettingsSchema, "/arm-mode", { method: "PUT", body: { armMode } }),
    onSuccess: (saved) => cache.setQueryData(["settings"], saved),
    onError: (error) => notifications.show({ color: "red", message: errorText(error, t), autoClose: 10_000 }),
  });
  if (!site) return null;
  const named = (mode: string) => armModeName(mode, i18n.language);
  const Icon = ICONS[site.armMode] ?? IconShieldHalf;
  const quiet = site.armMode === "disarmed";
  return (
    <Menu position="bottom-end" width={200} disabled={!operates}>
      <Menu.Target>
        <Button
          size="compact-md"
          variant="subtle"
          color={quiet ? "yellow" : "gray"}
          px={8}
          flex="none"
          disabled={!operates}
          loading={change.isPending}
          aria-label={t("armMode.now", { mode: named(site.armMode) })}
          leftSection={<Icon size={18} stroke={1.7} />}
          rightSection={operates ? <IconChevronDown size={14} /> : undefined}
        >
          <span className={classes.armText}>{named(site.armMode)}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("armMode.label")}</Menu.Label>
        {site.armModes.map((mode) => (
          <Menu.Item
            key={mode}
            rightSection={mode === site.armMode ? <IconCheck size={16} /> : undefined}
            onClick={() => change.mutate(mode)}
          >
            {named(mode)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
