// Builds the console into dist/; `vite` alone serves it for development in front of a running server.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  // Nothing is inlined as data: so that every font, picture and script is a file of our own origin.
  build: { target: "es2022", sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: { "/api": { target: server, ws: true, changeOrigin: true, rewriteWsOrigin: true } },
  },
});
