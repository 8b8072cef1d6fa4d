// The newest picture of a camera, asked for again each few seconds, with the age it really has.

import { IconVideoOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { API_BASE, ApiError, problemOf, unreachable } from "../app/api/http.ts";
import classes from "./still-image.module.css";

interface Still {
  blob: Blob;
  capturedAtMs: number;
}

async function fetchStill(cameraId: string, widthPx: number, signal: AbortSignal): Promise<Still> {
  const response = await fetch(`${API_BASE}/cameras/${cameraId}/still.jpg?width=${widthPx}`, { signal }).catch(
    (cause) => {
      if (signal.aborted) throw cause;
      throw unreachable();
    },
  );
  if (!response.ok)
    throw new ApiError(response.status, problemOf(response.status, await response.json().catch(() => null)));
  return { blob: await response.blob(), capturedAtMs: Number(response.headers.get("x-captured-at-ms") ?? 0) };
}

/** Object address of the newest picture; it is given back when a newer one came or the component goes. */
export function useStill(cameraId: string, widthPx: number, everyMs: number | false, enabled = true) {
  const query = useQuery({
    queryKey: ["still", cameraId, widthPx],
    queryFn: ({ signal }) => fetchStill(cameraId, widthPx, signal),
    refetchInterval: everyMs,
    enabled,
    retry: false,
    gcTime: 30_000,
    structuralSharing: false,
  });
  const [url, setUrl] = useState<string | null>(null);
  const blob = query.data?.blob;
  useEffect(() => {
    if (!blob) return;
    const next = URL.createObjectURL(blob);
    setUrl(next);
    return () => URL.revokeObjectURL(next);
  }, [blob]);
  return {
    url: blob ? url : null,
    capturedAtMs: query.data?.capturedAtMs ?? null,
    error: query.error,
    isPending: query.isPending,
  };
}

export function StillImage(props: {
  cameraId: string;
  alt: string;
  widthPx?: number;
  everyMs?: number | false;
  enabled?: boolean;
  /** Takes the size of what it stands in, instead of 16 to 9. */
  fill?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const still = useStill(props.cameraId, props.widthPx ?? 640, props.everyMs ?? 10_000, props.enabled ?? true);
  return (
    <div className={classes.box} data-fill={props.fill ?? false}>
      {still.url ? (
        <img src={still.url} alt={props.alt} className={classes.image} />
      ) : (
        <div className={classes.none} data-waiting={still.isPending && (props.enabled ?? true)}>
          <IconVideoOff size={26} stroke={1.4} aria-hidden />
          <span>{t("cameras.noPicture")}</span>
        </div>
      )}
      {props.children}
    </div>
  );
}
