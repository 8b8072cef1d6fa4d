// Every key of the desk.
import { Kbd, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./desk.module.css";
import { DESK_KEYS } from "./desk-keys.ts";

export function HelpOverlay({ opened, operates, onClose }: { opened: boolean; operates: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const shown = (key: string) => (key === " " ? t("keys.space") : key === "escape" ? t("keys.escape") : key);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("alarms.helpTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <dl className={classes.keys}>
        {DESK_KEYS.filter(({ judges }) => operates || !judges).map(({ key, action }) => (
          <div key={key}>
            <dt>
              <Kbd>{shown(key)}</Kbd>
            </dt>
            <dd>{t(`keys.${action}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
