// One scenario's figures at this moment; what nobody can say is written out, never shown as nought.
import { Text } from "@mantine/core";
import type { FigureNow, FigureNowOf } from "@vigie/contracts";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { saidIn } from "../../app/i18n/reason-text.ts";
import { shortTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import { KindIcon } from "../scenarios/kind-icons.tsx";
import { AxleTable } from "./axle-table.tsx";
import { className, perClassText, totalOf } from "./figure-text.ts";
import classes from "./now.module.css";
import { TurnTable } from "./turn-table.tsx";

/** `nameOf`: what a line or zone is called. */
interface PartProps<K extends FigureNow["kind"]> {
  figure: FigureNowOf<K>;
  nameOf(placeId: string): string;
}

export function FigureView({ figure, nameOf }: PartProps<FigureNow["kind"]>) {
  const { t, i18n } = useTranslation();
  const style = useTimeStyle();
  const since = figure.sinceMs !== null && SUMMED.has(figure.kind) ? shortTime(figure.sinceMs, style) : null;
  return (
    <article
      className={classes.figure}
      data-figure={figure.scenarioId}
      data-unknown={figure.unknown !== null}
      aria-label={figure.name}
    >
      <header className={classes.head}>
        <KindIcon kind={figure.kind} size={18} />
        <Text fw={600} size="sm" component="h3">
          {figure.name}
        </Text>
        {since !== null && (
          <Text size="xs" c="dimmed" ml="auto">
            {t("now.since", { time: since })}
          </Text>
        )}
      </header>
      {figure.unknown !== null && (
        <Text size="sm" className={classes.unknown}>
          {t("now.unknown", { reason: saidIn(i18n.language, figure.unknown) })}
        </Text>
      )}
      {(figure.sinceMs !== null || !SUMMED.has(figure.kind)) && <Body figure={figure} nameOf={nameOf} />}
    </article>
  );
}

/** Kinds whose numbers grow from a beginning. */
const SUMMED: ReadonlySet<FigureNow["kind"]> = new Set(["line-count", "turn-count", "axle-count"]);

function Body({ figure, nameOf }: PartProps<FigureNow["kind"]>) {
  const { t } = useTranslation();
  switch (figure.kind) {
    case "parking-spaces":
      return <Spaces figure={figure} nameOf={nameOf} />;
    case "queue":
      return <Queue figure={figure} />;
    case "turn-count":
      return <TurnTable figure={figure} nameOf={nameOf} />;
    case "line-count":
      return <Crossings figure={figure} />;
    case "axle-count":
      return <AxleTable figure={figure} />;
    case "occupancy":
      return (
        <Numbers
          big={figure.now && totalOf(figure.now)}
          unit={t("now.inside", { place: nameOf(figure.zone) })}
          rows={[
            ...(figure.now && Object.keys(figure.now).length > 1 ? [perClassText(figure.now, t)] : []),
            t("now.peak", { count: totalOf(figure.peak) }),
            ...(figure.max === null ? [] : [t("now.limit", { limit: figure.max })]),
          ]}
        />
      );
    case "crowd":
      return (
        <Numbers
          big={figure.count}
          unit={t("now.inside", { place: nameOf(figure.zone) })}
          rows={[t("now.toldFrom", { count: figure.minCount })]}
        />
      );
    case "density":
      return <Density figure={figure} />;
  }
}

/** A large number with what it counts; nothing large while it is not known. */
function Numbers({ big, unit, rows }: { big: number | string | null; unit: string; rows: readonly string[] }) {
  return (
    <>
      {big !== null && (
        <p className={classes.big}>
          <b>{big}</b> <span>{unit}</span>
        </p>
      )}
      {rows.length > 0 && (
        <Text size="xs" c="dimmed">
          {rows.join(" · ")}
        </Text>
      )}
    </>
  );
}

function Spaces({ figure, nameOf }: PartProps<"parking-spaces">): ReactNode {
  const { t } = useTranslation();
  const { free, total, states, minFree } = figure;
  const unknown = Object.values(states).filter((state) => state === "unknown").length;
  return (
    <>
      <Numbers
        big={free}
        unit={t(unknown > 0 ? "now.freeAtLeast" : "now.freeOf", { total })}
        rows={[
          ...(figure.unknown === null && unknown > 0 ? [t("now.spacesUnknown", { count: unknown })] : []),
          ...(minFree === null ? [] : [t("now.minFree", { limit: minFree })]),
        ]}
      />
      <ul className={classes.spaces}>
        {Object.entries(states).map(([id, state]) => (
          <li key={id} data-space={state}>
            {nameOf(id)} <b>{t(`space.${state}`)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function Queue({ figure }: { figure: FigureNowOf<"queue"> }): ReactNode {
  const { t, i18n } = useTranslation();
  const { length, waitS, servedPerMinute, peak, maxLength, maxWaitS } = figure;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  return (
    <>
      <Numbers big={length} unit={t("now.inQueue")} rows={[]} />
      {figure.unknown === null && (
        <Text size="sm">
          {waitS === null
            ? t("now.waitUnknown")
            : t("now.wait", { wait: waitText(waitS, t), rate: number.format(servedPerMinute ?? 0) })}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {[
          t("now.peak", { count: peak }),
          t("now.limit", { limit: maxLength }),
          ...(maxWaitS === null ? [] : [t("now.waitLimit", { limit: waitText(maxWaitS, t) })]),
        ].join(" · ")}
      </Text>
    </>
  );
}

function waitText(seconds: number, t: TFunction): string {
  if (seconds < 90) return t("now.seconds", { count: Math.round(seconds) });
  return t("now.minutes", { count: Math.round(seconds / 60) });
}

function Density({ figure }: { figure: FigureNowOf<"density"> }): ReactNode {
  const { t, i18n } = useTranslation();
  const { count, areaM2, perM2, maxPerM2 } = figure;
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  return (
    <Numbers
      big={perM2 === null ? null : number.format(perM2)}
      unit={t("now.perM2")}
      rows={[
        ...(count === null || areaM2 === null ? [] : [t("now.onArea", { count, area: number.format(areaM2) })]),
        t("now.limit", { limit: number.format(maxPerM2) }),
      ]}
    />
  );
}

function Crossings({ figure }: { figure: FigureNowOf<"line-count"> }): ReactNode {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const names = [...new Set([...Object.keys(figure.forward), ...Object.keys(figure.backward)])].sort();
  if (names.length === 0) return null;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t("counts.class")}</th>
          <th scope="col">{t("counts.forward")}</th>
          <th scope="col">{t("counts.backward")}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{className(name, t)}</th>
            <td>{number.format(figure.forward[name] ?? 0)}</td>
            <td>{number.format(figure.backward[name] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
