// The honest score of a kind: on films that nobody looked at while its rule was written.
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { detectorText } from "../../app/i18n/detector-text.ts";
import { type KindCard, scoreFor } from "./kind-card.ts";
import classes from "./scenario-form.module.css";

/** So few true events prove little. */
const FEW_EVENTS = 10;

interface PublishedScoreProps {
  card: KindCard;
  detector: string;
  /** In a few words, for a card among many. */
  brief?: boolean;
}

/** Of the detector that looks here, else of another, by its name. */
export function PublishedScore({ card, detector, brief = false }: PublishedScoreProps) {
  const { t, i18n } = useTranslation();
  const row = scoreFor(card, detector);
  if (!row)
    return (
      <Text size="xs" c="dimmed" component="span">
        {t(brief ? "score.noneBrief" : "score.none")}
      </Text>
    );
  const number = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const told = {
    found: row.found,
    all: row.trueEvents,
    wrong: row.falseAlarms,
    span: t("score.minutes", { count: Math.max(1, Math.round(row.watchedS / 60)) }),
    detector: detectorText(row.detector, i18n),
  };
  const f1 = row.f1 === null ? "–" : number.format(row.f1);
  const poorList = (poor: NonNullable<typeof row.poor>) =>
    poor
      .flatMap(({ picture, f1: left }) =>
        left === null ? [] : [`${t(`poorPicture.${picture}`, picture)} ${number.format(left)}`],
      )
      .join(" · ");
  const isOther = row.detector !== detector && detector !== "";
  return (
    <Text size="xs" c="dimmed" component={brief ? "span" : "div"}>
      {brief ? t("score.brief", told) : t("score.measured", { ...told, f1 })}
      {!brief && row.trueEvents < FEW_EVENTS && ` ${t("score.few")}`}
      {!brief && isOther && ` ${t("score.otherDetector", { detector: detectorText(detector, i18n) })}`}
      {!brief && row.poor && (
        <details className={classes.poor}>
          <summary>{t("score.poor")}</summary>
          {t("score.poorList", { list: poorList(row.poor) })}
        </details>
      )}
    </Text>
  );
}
