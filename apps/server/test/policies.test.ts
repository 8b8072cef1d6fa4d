// Who may do what: every route with every role, computed from the routes themselves, and other websites never.
import type { Role } from "@vigie/contracts";
import Fastify from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enforcePolicies, type Policy } from "../src/http/policy.ts";
import { startSite, type TestSite, Visitor } from "./site.ts";

type Who = Role | "nobody";
const EVERYONE: readonly Who[] = ["nobody", "department", "viewer", "operator", "administrator"];
const RANK = { nobody: 0, department: 1, viewer: 2, operator: 3, administrator: 4 } as const;

interface Route {
  method: string;
  url: string;
  policy: Policy;
}

let site: TestSite;
let routes: Route[];
beforeAll(async () => {
  site = await startSite();
  const document = site.app.swagger() as unknown as {
    paths: Record<string, Record<string, { "x-policy": Policy["allow"]; "x-action": string }>>;
  };
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      url: path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => (name === "file" ? "1.mp4" : "nothing-here")),
      policy: { allow: operation["x-policy"], action: operation["x-action"] },
    })),
  );
});
afterAll(() => site.close());

const visitorOf = (who: Who): Promise<Visitor> | Visitor => (who === "nobody" ? site.visitor() : site.as(who));

/** Acts that would end the visitor's own session are tried without their body. */
async function statusFor(who: Who, { method, url }: Route): Promise<number> {
  const visitor = new Visitor(site.url);
  visitor.cookie = (await visitorOf(who)).cookie;
  if (url.endsWith("/sign-out")) visitor.cookie = "";
  const answer = await visitor.send(method, url, method === "GET" || method === "DELETE" ? undefined : {});
  await answer.arrayBuffer();
  return answer.status;
}

describe("every route and every role", () => {
  it("knows all routes", () => {
    expect(routes.length).toBeGreaterThan(35);
    expect(routes.every((route) => route.policy.allow && route.policy.action.includes("."))).toBe(true);
  });

  it.each(EVERYONE)("%s gets in exactly where the policy says", async (who) => {
    const wrong: string[] = [];
    for (const route of routes) {
      const needed = route.policy.allow;
      const allowed = needed === "public" || RANK[who] >= RANK[needed as Role];
      const status = await statusFor(who, route);
      const expected = allowed ? "neither 401 nor 403" : who === "nobody" ? 401 : 403;
      const isRight = allowed ? ![401, 403].includes(status) : status === expected;
      if (!isRight) wrong.push(`${route.method} ${route.url} (${needed}): ${status} instead of ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  it("protected answers are never kept by a cache", async () => {
    const administrator = await site.as("administrator");
    for (const route of routes.filter((r) => r.method === "GET" && r.policy.allow !== "public")) {
      const answer = await administrator.get(route.url);
      await answer.arrayBuffer();
      expect([route.url, answer.headers.get("cache-control")]).toEqual([route.url, "no-store"]);
    }
  });

  it("a route without a policy does not build, a WebSocket route neither", () => {
    const app = Fastify();
    enforcePolicies(app, site.accounts, site.storeWatch);
    expect(() => app.get("/open", () => "hello")).toThrow(/declares no policy/);
    expect(() => app.route({ method: "GET", url: "/socket", handler: () => "x" })).toThrow(/declares no policy/);
  });
});

describe("the metrics", () => {
  it("are for this machine, but not through a proxy or under a foreign name", async () => {
    expect((await site.visitor().get("/metrics")).status).toBe(200);
    const proxied = await site.visitor().fetch("/metrics", { headers: { "x-forwarded-for": "203.0.113.9" } });
    expect(proxied.status).toBe(401);
    const administrator = await site.as("administrator");
    const asAdministrator = await administrator.fetch("/metrics", { headers: { "x-forwarded-for": "203.0.113.9" } });
    expect(asAdministrator.status).toBe(200);
    expect(await asAdministrator.text()).toContain("vigie_alarms_stored_total 0");
  });
});

describe("another website", () => {
  const foreign = { origin: "http://evil.example" };

  it("changes nothing, whoever is logged in", async () => {
    const administrator = await site.as("administrator");
    for (const { method, url } of routes.filter((route) => route.method !== "GET")) {
      const answer = await administrator.send(method, url, method === "DELETE" ? undefined : {}, foreign);
      expect([method, url, answer.status]).toEqual([method, url, 403]);
      expect(await answer.json()).toMatchObject({ code: "origin.foreign" });
    }
    expect((await administrator.get("/api/v1/session")).status).toBe(200);
  });

  it.each([{ origin: "null" }, { "sec-fetch-site": "cross-site" }])("is recognised by %o too", async (headers) => {
    const administrator = await site.as("administrator");
    const answer = await administrator.send("PUT", "/api/v1/settings", {}, headers as Record<string, string>);
    expect(answer.status).toBe(403);
  });

  it("opens no WebSocket; the console's own address does", async () => {
    const viewer = await site.as("viewer");
    const open = (headers: Record<string, string>) =>
      new Promise<number>((resolve) => {
        const socket = viewer.open("/api/v1/stream", headers);
        socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
        socket.on("error", () => {});
        socket.on("open", () => {
          resolve(101);
          socket.close();
        });
      });
    expect(await open(foreign)).toBe(403);
    expect(await open({ origin: site.url })).toBe(101);
  });
});
