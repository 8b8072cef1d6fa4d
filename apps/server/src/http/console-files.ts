// Serves the built console; every address that is no file and no API is a page of it.
import { stat } from "node:fs/promises";
import { join, normalize } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const NOT_PAGES = /^\/(api|metrics)(\/|$)/;

/** `folder` is the built console; null, or a folder without a page, answers with one sentence that says how to build it. */
export async function serveConsole(app: FastifyInstance, folder: string | null): Promise<void> {
  if (folder !== null)
    await app.register(fastifyStatic, { root: folder, serve: false, dotfiles: "ignore", index: false });
  app.get(
    "/*",
    { config: { policy: { allow: "public", action: "console.open" } }, schema: { hide: true } },
    async (request, reply) => {
      const path = pathOf(request.url);
      if (path === null || NOT_PAGES.test(path)) return reply.callNotFound();
      if (folder === null || !(await isFile(join(folder, "index.html")))) {
        return reply
          .status(503)
          .type("text/plain; charset=utf-8")
          .send("The console is not built yet: run `npm start` once, which builds it.\n");
      }
      const isAsset = path !== "/" && (await isFile(join(folder, path)));
      if (!isAsset && /\.[a-z0-9]{2,5}$/i.test(path)) return reply.callNotFound();
      const named = path.startsWith("/assets/") && isAsset;
      return reply
        .header("cache-control", named ? "public, max-age=31536000, immutable" : "no-cache")
        .sendFile(isAsset ? path.slice(1) : "index.html", { cacheControl: false });
    },
  );
}

function pathOf(url: string): string | null {
  try {
    const path = normalize(decodeURIComponent(url.split("?")[0] ?? "/"));
    return path.includes("\0") || path.includes("\\") || path.includes("..") ? null : path;
  } catch {
    return null;
  }
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ?? false;
}
