// What a person is asked when somebody else was faster: theirs or mine; nothing is lost before the answer.
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface ChangedMeanwhileProps {
  /** What both changed; empty where it goes without saying. */
  names: readonly string[];
  onTheirs(): void;
  onMine(): void;
}

export function ChangedMeanwhile({ names, onTheirs, onMine }: ChangedMeanwhileProps) {
  const { t, i18n } = useTranslation();
  const list = new Intl.ListFormat(i18n.language).format(names.map((name) => t("common.quoted", { text: name })));
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      icon={<IconUsers size={20} />}
      title={names.length > 0 ? t("meeting.title", { names: list }) : t("meeting.titlePlain")}
    >
      <Text size="sm">{t("meeting.text")}</Text>
      <Group gap="xs" mt="sm">
        <Button size="compact-md" variant="default" onClick={onTheirs}>
          {t("meeting.theirs")}
        </Button>
        <Button size="compact-md" onClick={onMine}>
          {t("meeting.mine")}
        </Button>
      </Group>
    </Alert>
  );
}
