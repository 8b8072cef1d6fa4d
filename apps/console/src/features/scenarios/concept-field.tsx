// Names of learnt concepts, with what this site's models know of them.
import { Autocomplete, TagsInput } from "@mantine/core";
import { type DetectorsView, isKnownClass } from "@vigie/contracts";
import { useTranslation } from "react-i18next";

interface ConceptFieldProps {
  label: string;
  many: boolean;
  value: unknown;
  error: string | undefined;
  detectors: DetectorsView | undefined;
  onChange(value: unknown): void;
}

export function ConceptField({ label, many, value, error, detectors, onChange }: ConceptFieldProps) {
  const { t } = useTranslation();
  const learnt = learntConcepts(detectors);
  const names = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
  const unknown = names.filter((name) => name !== "" && !learnt.includes(name));
  const description = unknown.length > 0 ? t("concept.unknown", { names: unknown.join(", ") }) : t("concept.hint");
  return many ? (
    <TagsInput
      label={label}
      description={description}
      error={error}
      value={names}
      data={learnt}
      onChange={onChange}
      splitChars={[",", ";"]}
      acceptValueOnBlur
    />
  ) : (
    <Autocomplete
      label={label}
      description={description}
      error={error}
      value={names[0] ?? ""}
      data={learnt}
      onChange={(next) => onChange(next === "" ? undefined : next)}
    />
  );
}

/** Classes of usable models that are no everyday class: what somebody taught them. */
export function learntConcepts(detectors: DetectorsView | undefined): string[] {
  const all = (detectors?.detectors ?? []).filter(({ usable }) => usable).flatMap(({ classes }) => classes);
  return [...new Set(all)].filter((name) => !isKnownClass(name)).sort();
}
