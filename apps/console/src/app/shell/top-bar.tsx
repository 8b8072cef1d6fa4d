// Which site this is, whether the picture of it is current, what time it is there, and who is looking.
import { ActionIcon, Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconLanguage, IconLogout, IconVolume, IconVolumeOff } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Mark } from "../../ui/wordmark.tsx";
import { requestOnly } from "../api/http.ts";
import { settingsQuery } from "../api/queries.ts";
import { switchLanguage } from "../i18n/i18n.ts";
import { useRights } from "../session.ts";
import { useAlarmSound } from "../sound/use-alarm-sound.ts";
import { useStream } from "../stream/stream-context.tsx";
import { clockTime, zoneText } from "../time/format.ts";
import { useNowMs, useTimeStyle } from "../time/use-time.ts";
import { ArmModeSwitch } from "./arm-mode-switch.tsx";
import classes from "./shell.module.css";

const LINK_TEXT = { open: "shell.connected", connecting: "shell.connecting", lost: "shell.lost" } as const;

export function TopBar() {
  const { t } = useTranslation();
  const { status } = useStream();
  return (
    <header className={classes.bar}>
      <SiteName />
      <span className={classes.link} data-state={status.state} role="status">
        {t(LINK_TEXT[status.state])}
      </span>
      <span className={classes.spacer} />
      <ArmModeSwitch />
      <SiteClock />
      <SoundSwitch />
      <LanguageSwitch />
      <AccountMenu />
    </header>
  );
}

/** For whoever reads figures only: nothing of alarms, arming or the connection to the cameras. */
export function FiguresBar() {
  return (
    <header className={classes.bar}>
      <Mark size={26} />
      <SiteName />
      <span className={classes.spacer} />
      <SiteClock />
      <LanguageSwitch />
      <AccountMenu />
    </header>
  );
}

function SiteName() {
  const { data: site } = useQuery(settingsQuery);
  return <span className={classes.site}>{site?.siteName ?? "Vigie"}</span>;
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={t("shell.switchLanguage")}
      title={t("shell.switchLanguage")}
      onClick={() => switchLanguage(i18n.language === "fr" ? "en" : "fr")}
    >
      <IconLanguage size={20} stroke={1.6} />
    </ActionIcon>
  );
}

const SOUND_TEXT = { on: "shell.soundOn", off: "shell.soundOff", waits: "shell.soundWaits" } as const;

function SoundSwitch() {
  const { t } = useTranslation();
  const { state, toggle } = useAlarmSound();
  const text = t(SOUND_TEXT[state]);
  return (
    <ActionIcon
      variant="subtle"
      color={state === "off" ? "gray" : undefined}
      size="lg"
      aria-label={text}
      aria-pressed={state !== "off"}
      title={text}
      onClick={toggle}
    >
      {state === "off" ? <IconVolumeOff size={20} stroke={1.6} /> : <IconVolume size={20} stroke={1.6} />}
    </ActionIcon>
  );
}

function SiteClock() {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const nowMs = useNowMs();
  return (
    <time className={classes.clock} title={t("shell.siteTime", { zone: style.zone })}>
      {clockTime(nowMs, style)} <span className={classes.zone}>{zoneText(nowMs, style)}</span>
    </time>
  );
}

function AccountMenu() {
  const { t } = useTranslation();
  const { user } = useRights();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => requestOnly("/auth/sign-out", { method: "POST", body: {} }),
    onSuccess: async () => {
      await navigate({ to: "/login" });
      cache.clear();
      cache.setQueryData(["session"], null);
    },
  });
  if (!user) return null;
  const initials = user.name
    .split(" ")
    .map(([letter = ""]) => letter)
    .join("")
    .slice(0, 2)
    .toUpperCase();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton>
          <Avatar variant="filled" color="dark.4" radius="xl" size={34}>
            {initials}
          </Avatar>
          <VisuallyHidden>{t("shell.account", { name: user.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" c="var(--v-text)" fw={600}>
            {user.name}
          </Text>
          <Text size="xs">{user.email}</Text>
          <Text size="xs">{t(`role.${user.role}`)}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
