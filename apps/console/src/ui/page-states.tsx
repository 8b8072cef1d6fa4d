// What a page shows while it loads, when it failed, and when there is nothing.
import { Button, Center, Loader, Stack, Text, Title } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { Link, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../app/i18n/error-text.ts";

export function PagePending() {
  const { t } = useTranslation();
  return (
    <Center h="60vh" role="status" aria-label={t("common.loading")}>
      <Loader type="dots" />
    </Center>
  );
}

/** One calm block in the middle: an icon, one sentence, perhaps what to do. */
export function Blank(props: { icon: ReactNode; title: string; text?: string | undefined; children?: ReactNode }) {
  return (
    <Center mih="45vh" p="xl">
      <Stack align="center" gap="sm" maw={440} ta="center">
        <div style={{ color: "var(--v-dim)", lineHeight: 0 }}>{props.icon}</div>
        <Title order={2}>{props.title}</Title>
        {props.text !== undefined && <Text c="dimmed">{props.text}</Text>}
        {props.children}
      </Stack>
    </Center>
  );
}

export function Failed(props: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <Blank icon={<IconPlugConnectedX size={40} stroke={1.4} />} title={errorText(props.error, t)}>
        {props.onRetry && (
          <Button variant="default" mt="sm" onClick={props.onRetry}>
            {t("common.retry")}
          </Button>
        )}
      </Blank>
    </div>
  );
}

export function PageError({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter();
  return (
    <Failed
      error={error}
      onRetry={() => {
        reset?.();
        void router.invalidate();
      }}
    />
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Blank icon={null} title={t("common.notFound")}>
      <Button component={Link} to="/" variant="default">
        {t("common.toStart")}
      </Button>
    </Blank>
  );
}
