// From an alarm to candidates on other cameras: the legal reference first, then a list by time; nobody is recognised.
import { Alert, Button, Group, Modal, MultiSelect, NumberInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type Alarm, type CameraView, JOURNEY_LONGEST_S, type JourneyRequest, journeySchema } from "@vigie/contracts";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { detectorsQuery } from "../../app/api/queries.ts";
import { classText } from "../../app/i18n/class-text.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { useRights } from "../../app/session.ts";
import { dayAndTime } from "../../app/time/format.ts";
import { useTimeStyle } from "../../app/time/use-time.ts";
import { seenClasses } from "../scenarios/seen-classes.ts";
import { JourneyAnswer } from "./journey-answer.tsx";
import { askable, type Question, questionErrors } from "./question.ts";

const MOST_MINUTES = JOURNEY_LONGEST_S / 60;
const FIRST_MINUTES_AFTER = 10;

interface WhereElseProps {
  alarm: Alarm;
  cameras: readonly CameraView[];
  onClose(): void;
}

export function WhereElse({ alarm, cameras, onClose }: WhereElseProps) {
  const { t } = useTranslation();
  const style = useTimeStyle();
  const [question, setQuestion] = useState<Question>({
    legalReference: "",
    reason: "",
    classes: askable(alarm.classes),
    beforeMinutes: 0,
    afterMinutes: FIRST_MINUTES_AFTER,
  });
  const ask = useMutation({
    mutationFn: (body: JourneyRequest) => request(journeySchema, "/journeys", { method: "POST", body }),
  });
  const submit = () =>
    ask.mutate({
      cameraId: alarm.cameraId,
      atMs: Math.round(alarm.startedAtMs),
      classes: [...question.classes],
      beforeS: Number(question.beforeMinutes) * 60,
      afterS: Number(question.afterMinutes) * 60,
      legalReference: question.legalReference,
      reason: question.reason,
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("journey.title")}
      size={720}
      closeButtonProps={{ "aria-label": t("common.close") }}
      // The keys of the desk behind it are not meant.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t("journey.sighting", { camera: alarm.cameraName, time: dayAndTime(alarm.startedAtMs, style) })}
        </Text>
        {ask.data ? (
          <JourneyAnswer
            journey={ask.data}
            untilMs={(ask.variables?.atMs ?? 0) + (ask.variables?.afterS ?? 0) * 1000}
            onChange={() => ask.reset()}
          />
        ) : (
          <QuestionForm
            question={question}
            cameras={cameras}
            pending={ask.isPending}
            error={ask.error}
            onChange={(change) => setQuestion((before) => ({ ...before, ...change }))}
            onSubmit={submit}
          />
        )}
      </Stack>
    </Modal>
  );
}

interface QuestionFormProps {
  question: Question;
  cameras: readonly CameraView[];
  pending: boolean;
  error: Error | null;
  onChange(change: Partial<Question>): void;
  onSubmit(): void;
}

function QuestionForm({ question, cameras, pending, error, onChange, onSubmit }: QuestionFormProps) {
  const { t, i18n } = useTranslation();
  const { user } = useRights();
  const { data: detectors } = useQuery(detectorsQuery);
  const [tried, setTried] = useState(false);
  const seen = detectors ? cameras.flatMap((camera) => seenClasses(camera, detectors).names) : [];
  const names = askable([...seen, ...question.classes]);
  const errors = questionErrors(question);
  const told = (field: keyof typeof errors) => (tried && errors[field] ? t(errors[field]) : null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(errors).length === 0) onSubmit();
  };
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <Alert color="cyan" icon={<IconInfoCircle size={20} />}>
          <Text size="sm">{t("journey.what")}</Text>
          <Text size="sm" mt="xs">
            {t("journey.kept", { name: user?.name ?? "" })}
          </Text>
        </Alert>
        <TextInput
          data-autofocus
          required
          label={t("journey.legalReference")}
          description={t("journey.legalReferenceHint")}
          maxLength={200}
          autoComplete="off"
          value={question.legalReference}
          error={told("legalReference")}
          onChange={(event) => onChange({ legalReference: event.currentTarget.value })}
        />
        <Textarea
          label={t("journey.reason")}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          value={question.reason}
          onChange={(event) => onChange({ reason: event.currentTarget.value })}
        />
        <MultiSelect
          label={t("journey.classes")}
          searchable
          hidePickedOptions
          maxDropdownHeight={260}
          value={[...question.classes]}
          error={told("classes")}
          onChange={(classes) => onChange({ classes })}
          data={names.map((name) => ({ value: name, label: classText(name, i18n) ?? name }))}
        />
        <Group grow align="flex-start">
          {(["beforeMinutes", "afterMinutes"] as const).map((field) => (
            <NumberInput
              key={field}
              label={t(`journey.${field}`)}
              min={0}
              max={MOST_MINUTES}
              clampBehavior="strict"
              allowDecimal={false}
              value={question[field]}
              error={told(field)}
              onChange={(value) => onChange({ [field]: value })}
            />
          ))}
        </Group>
        {error && (
          <Alert color="red" role="alert">
            {errorText(error, t)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={pending}>
            {t("journey.go")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
