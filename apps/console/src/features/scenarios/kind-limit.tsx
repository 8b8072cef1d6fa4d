// What the product's own detector cannot do for a kind, said before anybody relies on it.
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

const OWN_DETECTOR = "embedded";

/** Null where nothing is known against it, or another detector looks here. */
export function KindLimit({ kind, detector }: { kind: string; detector: string }) {
  const { t, i18n } = useTranslation();
  const key = `kindLimit.${kind}`;
  if (detector !== OWN_DETECTOR || !i18n.exists(key)) return null;
  return (
    <Text size="xs" c="yellow.2" component="span" mt={6} display="block" data-limit={kind}>
      {t(key as "kindLimit.density")}
    </Text>
  );
}
