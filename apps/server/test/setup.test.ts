// The first start, as the person with the printed link lives it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD, startSite, type TestSite } from "./site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const person = { name: "Ada", email: "ada@example.org", password: PASSWORD };

describe("the first administrator", () => {
  it("is asked for while there is none, and nothing else is open", async () => {
    const visitor = site.visitor();
    expect(await (await visitor.get("/api/v1/setup")).json()).toEqual({ needed: true });
    expect((await visitor.get("/api/v1/cameras")).status).toBe(401);
    expect((await visitor.get("/api/v1/health")).status).toBe(200);
  });

  it.each([
    ["a wrong token", { ...person, token: "wrong" }, 403, "setup.wrong-token"],
    ["a token that only begins right", { ...person, token: "" }, 400, "request.invalid"],
    ["a short password", { ...person, token: "wrong", password: "short" }, 400, "request.invalid"],
    ["no e-mail address", { ...person, token: "wrong", email: "ada" }, 400, "request.invalid"],
    ["a time zone that nobody knows", { ...person, token: "wrong", timeZone: "Mars/Olympus" }, 400, "request.invalid"],
    ["an offset for a time zone", { ...person, token: "wrong", timeZone: "+01:00" }, 400, "request.invalid"],
    ["a role of one's own choice", { ...person, token: "wrong", role: "administrator" }, 400, "request.invalid"],
  ])("is refused with %s", async (_name, body, status, code) => {
    const answer = await site.visitor().send("POST", "/api/v1/setup", body);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(await site.accounts.hasAdministrator()).toBe(false);
  });

  it("is told in one sentence which time zone is not known", async () => {
    const body = { ...person, token: site.setupToken, timeZone: "Mars/Olympus" };
    const answer = await site.visitor().send("POST", "/api/v1/setup", body);
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { message: 'The field "timeZone" must be an IANA name such as Europe/Paris; "Mars/Olympus" is not known.' },
    ]);
    expect(await site.accounts.hasAdministrator()).toBe(false);
  });

  it("cannot be made by the library's own sign-up", async () => {
    const answer = await site.visitor().send("POST", "/api/v1/auth/sign-up/email", person);
    expect(answer.status).toBe(404);
    expect(await site.accounts.list()).toEqual([]);
  });

  it("is made once even when the link is used twice at the same moment, and is logged in", async () => {
    const visitors = [site.visitor(), site.visitor()];
    const request = { ...person, token: site.setupToken, timeZone: "Pacific/Auckland" };
    const answers = await Promise.all(visitors.map((visitor) => visitor.send("POST", "/api/v1/setup", request)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    const winner = visitors[answers.findIndex((answer) => answer.status === 201)]!;
    const session = await winner.get("/api/v1/session");
    expect(await session.json()).toMatchObject({ email: person.email, role: "administrator" });
    expect(await (await winner.get("/api/v1/settings")).json()).toMatchObject({
      timeZone: "Pacific/Auckland",
      retentionDays: 7,
    });
    const cookie = answers.find((answer) => answer.status === 201)!.headers.getSetCookie()[0];
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(site.log.join("\n")).not.toContain(site.setupToken);
  });

  it("closes the door: the link no longer works, and says so", async () => {
    expect(await (await site.visitor().get("/api/v1/setup")).json()).toEqual({ needed: false });
    const again = await site.visitor().send("POST", "/api/v1/setup", { ...person, token: site.setupToken });
    expect(again.status).toBe(409);
    expect(((await again.json()) as { code: string }).code).toBe("setup.not-needed");
    expect(await site.setup.link("http://x")).toBeNull();
  });
});

it("lives by the server's own clock where no time zone was given", async () => {
  const other = await startSite();
  try {
    const visitor = other.visitor();
    await visitor.send("POST", "/api/v1/setup", { ...person, token: other.setupToken });
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    expect(await (await visitor.get("/api/v1/settings")).json()).toMatchObject({ timeZone });
  } finally {
    await other.close();
  }
});

describe("logging in", () => {
  it("works with the password and not with another; the token never reaches a script", async () => {
    const visitor = site.visitor();
    const wrong = await visitor.send("POST", "/api/v1/auth/sign-in/email", { email: person.email, password: "nope" });
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({ kind: "unauthorised" });
    const unknown = await visitor.send("POST", "/api/v1/auth/sign-in/email", { email: "x@y.org", password: "nope" });
    expect(unknown.status).toBe(401);
    const right = await visitor.send("POST", "/api/v1/auth/sign-in/email", { email: person.email, password: PASSWORD });
    const text = await right.text();
    const token = decodeURIComponent(visitor.cookie).split("=")[1]!.split(".")[0]!;
    expect(token.length).toBeGreaterThan(16);
    expect(text).not.toContain(token);
    expect(await (await visitor.get("/api/v1/auth/get-session")).text()).not.toContain(token);
  });

  it("ends with logging out", async () => {
    const visitor = site.visitor();
    await visitor.send("POST", "/api/v1/auth/sign-in/email", { email: person.email, password: PASSWORD });
    const { cookie } = visitor;
    expect((await visitor.send("POST", "/api/v1/auth/sign-out")).status).toBe(200);
    visitor.cookie = cookie;
    expect((await visitor.get("/api/v1/session")).status).toBe(401);
  });

  it("is limited: the attempt after the last allowed one is told to wait", async () => {
    const strict = await startSite({ config: { maxLoginsPerMinute: 3 } });
    try {
      const tries = [];
      for (let i = 0; i < 4; i++) {
        tries.push(
          await strict.visitor().send("POST", "/api/v1/auth/sign-in/email", { email: "a@b.org", password: "nope" }),
        );
      }
      expect(tries.map((answer) => answer.status)).toEqual([401, 401, 401, 429]);
      expect(await tries[3]!.json()).toMatchObject({ code: "request.too-many", kind: "exhausted" });
      expect(tries[3]!.headers.get("retry-after")).toBeTruthy();
    } finally {
      await strict.close();
    }
  });
});
