// What becomes of user and password of a camera's address: split off, sealed, opened for the fleet, never shown.
import { AppError, type CameraSource } from "@vigie/contracts";
import type { SecretBox } from "../secrets/secret-box.ts";

/** The source with `user:password@` taken out of its address into the fields; fields that are given win. */
export function splitUserInfo<S extends CameraSource>(source: S): S {
  if (source.kind === "file") return source;
  const url = new URL(source.url);
  if (url.username === "" && url.password === "") return source;
  const username = source.username ?? decoded(url.username);
  const password = source.password ?? decoded(url.password);
  url.username = "";
  url.password = "";
  return {
    ...source,
    url: url.href,
    ...(username === "" ? {} : { username }),
    ...(password === "" ? {} : { password }),
  };
}

/** The source as it is stored. An empty password means none; without one the old one stays as long as the host is the same. */
export function sealedSource(
  next: CameraSource,
  stored: CameraSource | null,
  box: SecretBox,
  owner: string,
): CameraSource {
  if (next.kind === "file") return next;
  const { password, ...rest } = splitUserInfo(next);
  if (password === "") return rest;
  if (password !== undefined) return { ...rest, password: box.seal(password, owner) };
  const kept =
    stored && stored.kind !== "file" && hostOf(stored.url) === hostOf(rest.url) ? stored.password : undefined;
  return kept === undefined ? rest : { ...rest, password: kept };
}

/** The source as the fleet needs it, its password readable. Errors: `secret.unreadable`. */
export function openedSource(stored: CameraSource, box: SecretBox, owner: string): CameraSource {
  if (stored.kind === "file" || stored.password === undefined) return stored;
  return { ...stored, password: box.open(stored.password, owner) };
}

/** The source as it may leave the server. */
export function shownSource(stored: CameraSource): { source: CameraSource; hasPassword: boolean } {
  if (stored.kind === "file") return { source: stored, hasPassword: false };
  const { password, ...source } = stored;
  return { source, hasPassword: password !== undefined };
}

function hostOf(url: string): string {
  return new URL(url).host;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AppError({
      code: "request.invalid",
      kind: "invalid",
      message: "The user or password in the address is not well encoded; write them in their own fields.",
    });
  }
}
