// The detectors of this machine: which can be used, why others cannot, under which licence.
import { Badge, Code, Group, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { detectorsQuery } from "../../app/api/queries.ts";
import { detectorText } from "../../app/i18n/detector-text.ts";
import { Blank, Failed } from "../../ui/page-states.tsx";
import classes from "./settings.module.css";

export function DetectorList() {
  const { t, i18n } = useTranslation();
  const about = (name: string) =>
    i18n.exists(`detectorAbout.${name}`) ? t(`detectorAbout.${name}` as "detectorAbout.embedded") : null;
  const { data, error, refetch } = useQuery(detectorsQuery);
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={220} maw={820} radius="lg" />;
  if (data.detectors.length === 0) return <Blank icon={null} title={t("settings.noDetectors")} />;
  return (
    <ul className={classes.list} style={{ maxWidth: 820 }}>
      {data.detectors.map((detector) => (
        <li key={detector.name} className={classes.row} data-usable={detector.usable}>
          <div className={classes.grow}>
            <Group gap="xs">
              <Text fw={600}>{detectorText(detector.name, i18n)}</Text>
              {detectorText(detector.name, i18n) !== detector.name && <Code>{detector.name}</Code>}
              {detector.name === data.best && (
                <Badge size="sm" variant="light">
                  {t("settings.best")}
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {[
                detector.classes.length > 0 && t("settings.sees", { count: detector.classes.length }),
                detector.licence && `${t("settings.licence")} ${detector.licence}`,
                about(detector.name) ?? (detector.origin && `${t("settings.origin")} ${detector.origin}`),
              ]
                .filter(Boolean)
                .join(" · ")}
            </Text>
            {!detector.usable && (
              <Text size="sm" c="var(--v-amber)">
                {detector.reason}
              </Text>
            )}
          </div>
          <Badge variant="light" color={detector.usable ? "green" : "yellow"}>
            {t(detector.usable ? "settings.usable" : "settings.unusable")}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
