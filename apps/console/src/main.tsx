// Starts the console in the page.
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./app/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { App } from "./app/app.tsx";
import { startI18n } from "./app/i18n/i18n.ts";

// The page's content policy allows no code made from strings, so schemas are not compiled that way.
z.config({ jitless: true });
startI18n();

const root = document.getElementById("root");
if (!root) throw new Error("The page has no element #root.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
