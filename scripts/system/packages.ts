// Programs of the operating system that the tests want: found, or installed from the system's packages where that is allowed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Path of the first of these programs, or null. */
export function findProgram(names: readonly string[], folders: readonly string[] = []): string | null {
  const places = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/local/bin", ...folders];
  for (const name of names)
    for (const place of places) if (place && existsSync(join(place, name))) return join(place, name);
  return null;
}

/** Installs Debian packages when this process may; says aloud what it does and whether it worked. */
export function installDebian(packages: readonly string[], why: string): boolean {
  const may = process.platform === "linux" && process.getuid?.() === 0 && findProgram(["apt-get"]) !== null;
  if (!may) {
    console.error(`${why}: install ${packages.join(", ")} to run these tests; they are skipped.`);
    return false;
  }
  console.error(`Installing ${packages.join(", ")} (${why}) ...`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (args: string[]) =>
    spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env: environment, timeout: 600_000 });
  apt(["update", "-qq"]);
  return apt(["install", "-y", "-qq", "--no-install-recommends", ...packages]).status === 0;
}

/** A Chromium for browser tests, installed if need be; null when there is none to be had. */
export function chromium(): string | null {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const asked = process.env.VIGIE_CHROMIUM;
  if (asked) return asked;
  const found = findProgram(names);
  if (found) return found;
  return installDebian(["chromium"], "browser tests need a Chromium") ? findProgram(names) : null;
}

/** True when a PostgreSQL server can be started here. */
export function postgres(): boolean {
  const found = () =>
    findProgram(
      ["postgres"],
      [15, 16, 17, 18].map((v) => `/usr/lib/postgresql/${v}/bin`),
    ) !== null;
  return found() || (installDebian(["postgresql"], "the store's tests run on PostgreSQL too") && found());
}

const TORCH_PACKAGES = ["python3-torch", "python3-opencv", "python3-numpy", "python3-onnx"];

/** A Python that can train, for the tests of the trainer; installed only on a machine that says it is a CI's, for its size. */
export function pytorch(): string | null {
  const asked = process.env.VIGIE_PYTHON;
  if (asked) return asked;
  const found = () => ["python3", "/usr/bin/python3"].find(canTrain) ?? null;
  const python = found();
  if (python || !process.env.CI) return python;
  return installDebian(TORCH_PACKAGES, "the trainer's tests need PyTorch") ? found() : null;
}

function canTrain(python: string): boolean {
  return spawnSync(python, ["-c", "import cv2, numpy, onnx, torch"], { stdio: "ignore" }).status === 0;
}

const GSTREAMER_PACKAGES = [
  "python3-gi",
  "gir1.2-gst-rtsp-server-1.0",
  ...["base", "good", "ugly", "bad"].map((set) => `gstreamer1.0-plugins-${set}`),
];

/** True when GStreamer's RTSP server can play cameras for the tests; installed only on a machine that says it is a CI's, for its size. */
export function gstreamer(): boolean {
  const probe = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer";
  const found = () => spawnSync("/usr/bin/python3", ["-c", probe], { stdio: "ignore" }).status === 0;
  const isFound = found();
  if (isFound || !process.env.CI) return isFound;
  return installDebian(GSTREAMER_PACKAGES, "cameras are also played by GStreamer's server") && found();
}
