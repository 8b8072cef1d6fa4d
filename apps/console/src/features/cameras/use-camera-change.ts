// Changing a camera on the server and in what the console knows of it.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type CameraPatch, type CameraView, cameraViewSchema } from "@vigie/contracts";
import { request } from "../../app/api/http.ts";

export function useCameraChange(cameraId: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (patch: CameraPatch) =>
      request(cameraViewSchema, `/cameras/${cameraId}`, { method: "PATCH", body: patch }),
    onSuccess: (camera) =>
      cache.setQueryData<CameraView[]>(["cameras"], (known) =>
        known?.map((item) => (item.id === camera.id ? camera : item)),
      ),
  });
}
