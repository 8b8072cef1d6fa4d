// The fields of a stream address: pasted whole, its user and password go where they are not shown.
import { Group, PasswordInput, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type StreamInput, withoutUserInfo } from "./stream-source.ts";

interface StreamFieldsProps {
  value: StreamInput;
  error: string | undefined;
  passwordLabel: string;
  onChange(value: StreamInput): void;
}

export function StreamFields({ value, error, passwordLabel, onChange }: StreamFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <TextInput
        label={t("add.url")}
        description={t("add.urlHint")}
        placeholder="rtsp://192.168.1.20:554/stream1"
        autoComplete="off"
        spellCheck={false}
        value={value.url}
        error={error}
        onChange={(event) => onChange({ ...value, url: event.currentTarget.value })}
        onBlur={() => onChange(withoutUserInfo(value))}
      />
      <Group grow align="flex-end">
        <TextInput
          label={t("add.username")}
          autoComplete="off"
          value={value.username}
          onChange={(event) => onChange({ ...value, username: event.currentTarget.value })}
        />
        <PasswordInput
          label={passwordLabel}
          autoComplete="new-password"
          value={value.password}
          onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
        />
      </Group>
      {!/^https?:/i.test(value.url) && (
        <Group gap="sm">
          <Text size="sm">{t("add.transport")}</Text>
          <SegmentedControl
            size="xs"
            aria-label={t("add.transport")}
            value={value.transport}
            onChange={(transport) => onChange({ ...value, transport: transport as "tcp" | "udp" })}
            data={[
              { value: "tcp", label: t("add.tcp") },
              { value: "udp", label: t("add.udp") },
            ]}
          />
        </Group>
      )}
      <Text size="xs" c="dimmed">
        {t("add.secret")}
      </Text>
    </Stack>
  );
}
