// The way to one's own camera, wherever a page has nothing else to show.
import { Button, type MantineSize } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

export function AddMyCamera({ size = "md" }: { size?: MantineSize }) {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/cameras/new" size={size} leftSection={<IconPlus size={size === "md" ? 18 : 15} />}>
      {t("cameras.add")}
    </Button>
  );
}
