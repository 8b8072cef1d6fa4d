// The site, its people, its detectors.
import { Stack, Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRights } from "../../app/session.ts";
import { Page } from "../../ui/page.tsx";
import { CleanUp } from "./clean-up.tsx";
import { DetectorList } from "./detector-list.tsx";
import { SiteForm } from "./site-form.tsx";
import { UserList } from "./user-list.tsx";

export function SettingsPage() {
  const { t } = useTranslation();
  const { administers } = useRights();
  return (
    <Page title={t("settings.title")}>
      <Tabs defaultValue="site" keepMounted={false}>
        <Tabs.List mb="xl">
          <Tabs.Tab value="site">{t("settings.site")}</Tabs.Tab>
          {administers && <Tabs.Tab value="users">{t("settings.users")}</Tabs.Tab>}
          <Tabs.Tab value="detectors">{t("settings.detectors")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="site">
          <Stack gap="xl">
            <SiteForm editable={administers} />
            {administers && <CleanUp />}
          </Stack>
        </Tabs.Panel>
        {administers && (
          <Tabs.Panel value="users">
            <UserList />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="detectors">
          <DetectorList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
