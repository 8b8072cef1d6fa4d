// Sends a video file with progress, which `fetch` cannot tell.
import { type VideoUpload, videoUploadSchema } from "@vigie/contracts";
import { API_BASE, ApiError, problemOf, unreachable } from "../../app/api/http.ts";

export interface Upload {
  done: Promise<VideoUpload>;
  cancel(): void;
}

/** `onProgress` gets 0 to 1. `done` rejects with ApiError; cancelled, with an AbortError. */
export function uploadVideo(file: File, onProgress: (share: number) => void): Upload {
  const sender = new XMLHttpRequest();
  const done = new Promise<VideoUpload>((resolve, reject) => {
    sender.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    sender.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    sender.onerror = () => reject(unreachable());
    sender.onload = () => {
      const body = parseJson(sender.responseText);
      const parsed = videoUploadSchema.safeParse(body);
      if (sender.status < 300 && parsed.success) resolve(parsed.data);
      else reject(new ApiError(sender.status, problemOf(sender.status, body)));
    };
  });
  const form = new FormData();
  form.append("file", file);
  sender.open("POST", `${API_BASE}/videos`);
  sender.send(form);
  return { done, cancel: () => sender.abort() };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
