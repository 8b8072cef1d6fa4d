// The sentence that a person reads about an error: the server's own, or ours when the server could not be reached.
import type { TFunction } from "i18next";
import { ApiError } from "../api/http.ts";

export function errorText(error: unknown, t: TFunction): string {
  if (error instanceof ApiError) {
    if (error.status === 0) return t("common.unreachable");
    return error.problem.message || t("common.failed");
  }
  return error instanceof Error && error.message !== "" ? error.message : t("common.failed");
}
