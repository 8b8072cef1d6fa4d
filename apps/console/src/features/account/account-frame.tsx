// The quiet frame of the two pages in front of the log-in.
import { ActionIcon, Box, Center, Group, Paper, Stack, Text } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { switchLanguage } from "../../app/i18n/i18n.ts";
import { Wordmark } from "../../ui/wordmark.tsx";
import classes from "./account-frame.module.css";

export function AccountFrame({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  return (
    <Box component="main" className={classes.ground}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        pos="absolute"
        top={16}
        right={16}
        aria-label={t("shell.switchLanguage")}
        title={t("shell.switchLanguage")}
        onClick={() => switchLanguage(i18n.language === "fr" ? "en" : "fr")}
      >
        <IconLanguage size={20} />
      </ActionIcon>
      <Center mih="100dvh" p="md">
        <Stack gap="xl" w="100%" maw={420}>
          <Stack gap={10} align="center">
            <Group gap="sm">
              <Wordmark size={34} />
            </Group>
            <Text c="dimmed" ta="center">
              {t("account.tagline")}
            </Text>
          </Stack>
          <Paper className={classes.card} p={{ base: "lg", xs: "xl" }} radius="lg">
            {children}
          </Paper>
        </Stack>
      </Center>
    </Box>
  );
}
