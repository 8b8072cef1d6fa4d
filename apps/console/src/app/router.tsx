// Every page and its address; pages behind the log-in load when they are first opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { LoginPage } from "../features/account/login-page.tsx";
import { SetupPage } from "../features/account/setup-page.tsx";
import { NotFound, PageError, PagePending } from "../ui/page-states.tsx";
import { sessionQuery, setupQuery } from "./api/queries.ts";
import { queryClient } from "./query-client.ts";
import { rightsOf, useRights } from "./session.ts";
import { FiguresShell } from "./shell/figures-shell.tsx";
import { Shell } from "./shell/shell.tsx";

const FIGURES = "/figures";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: PageError });

const setup = createRoute({ getParentRoute: () => root, path: "/setup", component: SetupPage });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === "string" && /^\/(?!\/)/.test(search.to) ? { to: search.to } : {},
  component: LoginPage,
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  component: () => (useRights().sees ? <Shell /> : <FiguresShell />),
  beforeLoad: async ({ location }) => {
    const user = await queryClient.ensureQueryData(sessionQuery);
    if (user && !rightsOf(user).sees && location.pathname !== FIGURES) throw redirect({ to: FIGURES });
    if (user) return;
    const { needed } = await queryClient.fetchQuery(setupQuery);
    if (needed) throw redirect({ to: "/setup" });
    throw redirect({ to: "/login", search: location.href === "/" ? {} : { to: location.href } });
  },
});

const desk = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  validateSearch: (search: Record<string, unknown>): { alarm?: string } =>
    typeof search.alarm === "string" ? { alarm: search.alarm } : {},
  component: lazyRouteComponent(() => import("../features/alarms/desk-page.tsx"), "DeskPage"),
});
const live = createRoute({
  getParentRoute: () => signedIn,
  path: "/live",
  component: lazyRouteComponent(() => import("../features/live/live-page.tsx"), "LivePage"),
});
const cameras = createRoute({
  getParentRoute: () => signedIn,
  path: "/cameras",
  component: lazyRouteComponent(() => import("../features/cameras/cameras-page.tsx"), "CamerasPage"),
});
const addCamera = createRoute({
  getParentRoute: () => signedIn,
  path: "/cameras/new",
  component: lazyRouteComponent(() => import("../features/cameras/add-camera-page.tsx"), "AddCameraPage"),
});
const camera = createRoute({
  getParentRoute: () => signedIn,
  path: "/cameras/$cameraId",
  // Milliseconds since 1970: the recording of this instant is opened.
  validateSearch: (search: Record<string, unknown>): { at?: number } =>
    Number.isSafeInteger(search.at) ? { at: search.at as number } : {},
  component: lazyRouteComponent(() => import("../features/cameras/camera-page.tsx"), "CameraPage"),
});
const figures = createRoute({
  getParentRoute: () => signedIn,
  path: FIGURES,
  component: lazyRouteComponent(() => import("../features/figures/figures-page.tsx"), "FiguresPage"),
});
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/settings/settings-page.tsx"), "SettingsPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    setup,
    login,
    signedIn.addChildren([desk, live, cameras, addCamera, camera, figures, settings]),
  ]),
  defaultPendingComponent: PagePending,
  defaultErrorComponent: PageError,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
