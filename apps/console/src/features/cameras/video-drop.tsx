// Takes a video file by drop or choice and sends it, with progress and a way to stop.
import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconMovie } from "@tabler/icons-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorText } from "../../app/i18n/error-text.ts";
import { bytes } from "../../app/time/format.ts";
import classes from "./add-camera.module.css";
import { type Upload, uploadVideo } from "./upload.ts";

type Progressing = { file: File; share: number } | null;

export function VideoDrop({ busy, onUploaded }: { busy: boolean; onUploaded(path: string, name: string): void }) {
  const { t, i18n } = useTranslation();
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<Progressing>(null);
  const [problem, setProblem] = useState("");
  const upload = useRef<Upload | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  useEffect(() => () => upload.current?.cancel(), []);

  const send = async (file: File | undefined) => {
    if (!file || sending) return;
    setProblem("");
    setSending({ file, share: 0 });
    upload.current = uploadVideo(file, (share) => setSending({ file, share }));
    try {
      const { path } = await upload.current.done;
      onUploaded(path, file.name.replace(/\.[^.]+$/, "").replace(/[-_]+/g, " "));
    } catch (error) {
      const cancelled = error instanceof DOMException && error.name === "AbortError";
      setProblem(cancelled ? t("add.uploadStopped") : errorText(error, t));
    } finally {
      upload.current = null;
      setSending(null);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };

  return (
    <Stack gap="md">
      {problem !== "" && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <section
        className={classes.drop}
        aria-label={t("add.file")}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <IconMovie size={38} stroke={1.3} aria-hidden />
        {sending ? (
          <Stack gap={8} w="100%" maw={380} align="center">
            <Text size="sm">
              {t("add.chosen", { name: sending.file.name, size: bytes(sending.file.size, i18n.language) })}
            </Text>
            <Progress
              value={sending.share * 100}
              w="100%"
              aria-label={t("add.uploading", { percent: Math.round(sending.share * 100) })}
            />
            <Group gap="sm">
              <Text size="sm" c="dimmed">
                {t("add.uploading", { percent: Math.round(sending.share * 100) })}
              </Text>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => upload.current?.cancel()}>
                {t("add.cancelUpload")}
              </Button>
            </Group>
          </Stack>
        ) : (
          <>
            <Text>{t("add.drop")}</Text>
            <Button variant="default" loading={busy} onClick={() => chooser.current?.click()}>
              {t("add.choose")}
            </Button>
            <Text size="sm" c="dimmed">
              {t("add.fileText")}
            </Text>
          </>
        )}
        <input
          ref={chooser}
          type="file"
          accept="video/*,.mkv,.avi,.ts"
          hidden
          aria-label={t("add.choose")}
          onChange={(event) => {
            void send(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </section>
    </Stack>
  );
}
