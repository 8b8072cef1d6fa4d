// A signed-in HTTP client of the product, as another program would be.
import type { Alarm, AlarmPage, CameraView } from "@vigie/contracts";
import type { RunningServer } from "./running-server.ts";

export const ADMIN = { name: "Ada Martin", email: "ada@example.org", password: "a long enough password" };

export class Client {
  readonly #url: string;
  #cookie = "";

  constructor(url: string) {
    this.#url = url;
  }

  /** Creates the first administrator with the server's one-time link. */
  static async setUp(server: RunningServer): Promise<Client> {
    const client = new Client(server.url);
    const token = new URL(server.setupLink!).hash.replace("#token=", "");
    await client.send("POST", "/setup", { token, ...ADMIN });
    return client;
  }

  static async logIn(server: RunningServer): Promise<Client> {
    const client = new Client(server.url);
    await client.send("POST", "/auth/sign-in/email", { email: ADMIN.email, password: ADMIN.password });
    return client;
  }

  get cookie(): string {
    return this.#cookie;
  }

  async send<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.raw(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : null) as T;
  }

  async raw(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        cookie: this.#cookie,
        origin: this.#url,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const fresh = response.headers.getSetCookie().map((line) => line.split(";")[0]!);
    if (fresh.length > 0) this.#cookie = fresh.join("; ");
    return response;
  }

  async alarms(query = ""): Promise<Alarm[]> {
    return (await this.send<AlarmPage>("GET", `/alarms?limit=200${query}`)).alarms;
  }

  async cameras(): Promise<CameraView[]> {
    return (await this.send<{ cameras: CameraView[] }>("GET", "/cameras")).cameras;
  }
}
