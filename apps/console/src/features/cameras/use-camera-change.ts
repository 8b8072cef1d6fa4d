// Changing a camera on the server and in what the console knows of it.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type CameraPatch, type CameraView, cameraViewSchema } from "@vigie/contracts";
import { ApiError, request } from "../../app/api/http.ts";

/** `camera`: as it was when the person began to change it; the server refuses what was changed by somebody else meanwhile. */
export function useCameraChange({ id, version }: Pick<CameraView, "id" | "version">) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (patch: CameraPatch) =>
      request(cameraViewSchema, `/cameras/${id}`, { method: "PATCH", body: patch, ifMatch: version }),
    onSuccess: (camera) =>
      cache.setQueryData<CameraView[]>(["cameras"], (known) =>
        known?.map((item) => (item.id === camera.id ? camera : item)),
      ),
    onError: (error) => {
      if (isOutdated(error)) void cache.invalidateQueries({ queryKey: ["cameras"] });
    },
  });
}

/** True for the refusal of what somebody else changed meanwhile. */
export function isOutdated(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === "camera.changed";
}
