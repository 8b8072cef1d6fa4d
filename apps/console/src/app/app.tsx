// The providers around every page.
import { MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "./query-client.ts";
import { router } from "./router.tsx";
import { theme, themeVariables } from "./theme.ts";
import { useToastRoom } from "./toast-room.ts";

export function App() {
  const { t } = useTranslation();
  useToastRoom();
  // Every toast's cross has a name, in the language that is spoken.
  const closeLabel = t("common.close");
  const named = useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: { Notification: { defaultProps: { closeButtonProps: { "aria-label": closeLabel } } } },
      }),
    [closeLabel],
  );
  return (
    <MantineProvider theme={named} cssVariablesResolver={themeVariables} forceColorScheme="dark">
      {/* In place and not in a portal: it stands before its room is measured. */}
      <Notifications position="bottom-right" zIndex={400} containerWidth={400} withinPortal={false} />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
