// The sentence that a person reads about an error: the server's own, or ours when the server could not be reached.
import i18next, { type TFunction } from "i18next";
import { ApiError } from "../api/http.ts";
import { reasonText } from "./reason-text.ts";

export function errorText(error: unknown, t: TFunction, language: string = i18next.language): string {
  if (error instanceof ApiError) {
    if (error.status === 0) return t("common.unreachable");
    const { code, message } = error.problem;
    const { sentence, detail } = reasonText(code, message, language);
    return (detail === "" ? sentence : `${sentence} (${detail})`) || t("common.failed");
  }
  return error instanceof Error && error.message !== "" ? error.message : t("common.failed");
}
