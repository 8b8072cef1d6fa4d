// "This is the new view": ends the reproach of a camera that was turned or that something new stands before, by a person's word alone.
import { Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import type { CameraView } from "@vigie/contracts";
import { useTranslation } from "react-i18next";
import { requestOnly } from "../../app/api/http.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { useRights } from "../../app/session.ts";

/** A black or a frozen picture is no view. */
const ACCEPTABLE = ["view.moved", "view.partly-covered", "view.covered", "view.blurred"];

export function AcceptView({ camera }: { camera: CameraView }) {
  const { t } = useTranslation();
  const { operates } = useRights();
  const accept = useMutation({
    mutationFn: () => requestOnly(`/cameras/${camera.id}/view/accept`, { method: "POST" }),
    onSuccess: () => notifications.show({ message: t("healthPanel.viewAccepted") }),
    onError: (error) => notifications.show({ color: "red", message: errorText(error, t), autoClose: 10_000 }),
  });
  if (!operates || !ACCEPTABLE.includes(camera.health.code ?? "")) return null;
  return (
    <div>
      <Text size="sm" mt="sm" mb="xs">
        {t("healthPanel.acceptViewHint")}
      </Text>
      <Button size="xs" variant="default" loading={accept.isPending} onClick={() => accept.mutate()}>
        {t("healthPanel.acceptView")}
      </Button>
    </div>
  );
}
