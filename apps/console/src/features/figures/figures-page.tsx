// Figures without any picture: how many, when in the week, and against the period before; as a table and on paper.
import { Button, Group, SegmentedControl, Select, Skeleton, Switch, Text, Title } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Statistics } from "@vigie/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { figureCamerasQuery, statisticsQuery } from "../../app/api/queries.ts";
import { classText } from "../../app/i18n/class-text.ts";
import { shortDay, shortTime } from "../../app/time/format.ts";
import { useNowMs, useTimeStyle } from "../../app/time/use-time.ts";
import { dayStart } from "../../app/time/zoned.ts";
import { Page } from "../../ui/page.tsx";
import { Failed } from "../../ui/page-states.tsx";
import { SiteNow } from "../now/counts-now.tsx";
import classes from "./figures.module.css";
import { csvOf, summed } from "./figures.ts";
import { PeriodChart } from "./period-chart.tsx";
import { WeekTable } from "./week-table.tsx";

const OF = ["events", "counts", "inside", "activity"] as const;
const SPLITS = ["none", "camera", "place", "scenario", "kind", "class", "direction"] as const;
const DAYS = { day: 1, sevenDays: 7, month: 30 } as const;
type Span = keyof typeof DAYS;

export function FiguresPage() {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const nowMs = useNowMs(60_000);
  const [of, setOf] = useState<(typeof OF)[number]>("events");
  const [span, setSpan] = useState<Span>("sevenDays");
  const [camera, setCamera] = useState<string | null>(null);
  const [split, setSplit] = useState<(typeof SPLITS)[number]>("none");
  const [compare, setCompare] = useState(true);
  const cameras = useQuery(figureCamerasQuery).data ?? [];
  // Whole days, so that a period and the one before it hold the same hours.
  const toMs = dayStart(nowMs, style.zone, 1);
  const fromMs = dayStart(nowMs, style.zone, 1 - DAYS[span]);
  const compareFrom = dayStart(nowMs, style.zone, 1 - 2 * DAYS[span]);
  const asked = {
    of,
    from: fromMs,
    to: toMs,
    ...(camera === null ? {} : { camera }),
    ...(compare ? { compareFrom } : {}),
  };
  const bins = useQuery({
    ...statisticsQuery({ ...asked, split, by: span === "month" ? "day" : "hour" }),
    placeholderData: keepPreviousData,
  });
  const week = useQuery({ ...statisticsQuery({ ...asked, by: "week-hour" }), placeholderData: keepPreviousData });
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  const format = (value: number) => (of === "activity" ? share : number).format(value);
  const binName = (ms: number) =>
    span === "month"
      ? shortDay(ms, style)
      : span === "sevenDays"
        ? `${shortDay(ms, style)} ${shortTime(ms, style)}`
        : shortTime(ms, style);
  const what = t(`figures.${of}`);
  const download = (statistics: Statistics) => {
    const address = URL.createObjectURL(
      new Blob([csvOf(statistics, (ms) => new Date(ms).toISOString(), t("figures.before"))], { type: "text/csv" }),
    );
    const link = document.createElement("a");
    link.href = address;
    link.download = `vigie-${of}-${new Date(fromMs).toISOString().slice(0, 10)}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <Page
      title={t("figures.title")}
      aside={
        <Group gap="xs" className={classes.screenOnly}>
          <Button
            variant="default"
            leftSection={<IconDownload size={17} />}
            disabled={!bins.data}
            onClick={() => bins.data && download(bins.data)}
          >
            {t("figures.csv")}
          </Button>
          <Button variant="default" leftSection={<IconPrinter size={17} />} onClick={() => print()}>
            {t("figures.print")}
          </Button>
        </Group>
      }
    >
      <Group gap="md" mb="lg" align="flex-end">
        <SegmentedControl
          className={classes.choices}
          aria-label={t("figures.what")}
          value={of}
          onChange={(value) => setOf(value as typeof of)}
          data={OF.map((value) => ({ value, label: t(`figures.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t("figures.span")}
          value={span}
          onChange={(value) => setSpan(value as Span)}
          data={(Object.keys(DAYS) as Span[]).map((value) => ({ value, label: t(`figures.${value}`) }))}
        />
        <Select
          aria-label={t("figures.camera")}
          placeholder={t("alarms.allCameras")}
          clearable
          w={220}
          value={camera}
          onChange={setCamera}
          data={cameras.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          label={t("figures.split")}
          allowDeselect={false}
          w={170}
          value={split}
          onChange={(value) => setSplit(SPLITS.find((item) => item === value) ?? "none")}
          data={SPLITS.map((value) => ({ value, label: t(`split.${value}`) }))}
        />
        <Switch
          label={t("figures.compare")}
          checked={compare}
          onChange={(event) => setCompare(event.currentTarget.checked)}
        />
      </Group>
      <SiteNow cameraId={camera} />
      {bins.error && !bins.data && <Failed error={bins.error} onRetry={() => void bins.refetch()} />}
      {!bins.data && !bins.error && <Skeleton h={320} radius="lg" />}
      {bins.data && (
        <section className={classes.card} aria-label={what} data-stale={bins.isPlaceholderData}>
          <Totals statistics={bins.data} what={what} format={format} />
          <PeriodChart
            label={what}
            names={bins.data.bins.map(binName)}
            now={summed(bins.data.period.series, bins.data.bins.length)}
            before={bins.data.compared && summed(bins.data.compared.series, bins.data.bins.length)}
            format={format}
          />
          {split !== "none" && <Series statistics={bins.data} format={format} />}
        </section>
      )}
      {week.data && (
        <section className={classes.card} data-stale={week.isPlaceholderData}>
          <Title order={2} mb={4}>
            {t("figures.week")}
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            {t("figures.weekHint", { zone: week.data.timeZone })}
          </Text>
          <WeekTable values={summed(week.data.period.series, week.data.bins.length)} format={format} />
        </section>
      )}
    </Page>
  );
}

interface PartProps {
  statistics: Statistics;
  format(value: number): string;
}

/** Sums are added over the series; shares and largest numbers cannot be. */
function totalOf({ series, watched }: Statistics["period"], of: Statistics["of"]): number | null {
  // Nobody looked: that is not the number zero.
  if (series.length === 0 || !watched.some((share) => share !== null && share > 0)) return null;
  const totals = series.map(({ total }) => total);
  return of === "events" || of === "counts" ? totals.reduce((sum, total) => sum + total, 0) : Math.max(...totals);
}

function Totals({ statistics, what, format }: PartProps & { what: string }) {
  const { t, i18n } = useTranslation();
  const now = totalOf(statistics.period, statistics.of);
  const before = statistics.compared && totalOf(statistics.compared, statistics.of);
  const change = now !== null && before ? (now - before) / before : null;
  const percent = new Intl.NumberFormat(i18n.language, {
    style: "percent",
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  });
  return (
    <div className={classes.totals}>
      <span className={classes.number}>{now === null ? "–" : format(now)}</span>
      <div>
        <Text fw={600}>{what}</Text>
        {statistics.compared && (
          <Text size="sm" c="dimmed">
            {before === null || before === undefined
              ? t("figures.noBefore")
              : t("figures.againstBefore", { value: format(before) })}
            {change !== null && ` (${percent.format(change)})`}
          </Text>
        )}
      </div>
    </div>
  );
}

function Series({ statistics, format }: PartProps) {
  const { i18n, t } = useTranslation();
  const { period, compared } = statistics;
  const nameOf = ({ key, name }: Statistics["period"]["series"][number]) => {
    if (name !== key) return name;
    return classText(key, i18n) ?? (i18n.exists(`kind.${key}`) ? t(`kind.${key}` as "kind.stopped") : key);
  };
  return (
    <table className={classes.series}>
      <thead>
        <tr>
          <th scope="col">{t("figures.name")}</th>
          <th scope="col">{t("figures.now")}</th>
          {compared && <th scope="col">{t("figures.before")}</th>}
        </tr>
      </thead>
      <tbody>
        {period.series.map((series) => {
          const before = compared?.series.find(({ key }) => key === series.key);
          return (
            <tr key={series.key}>
              <th scope="row">{nameOf(series)}</th>
              <td>{format(series.total)}</td>
              {compared && <td>{before ? format(before.total) : "–"}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
