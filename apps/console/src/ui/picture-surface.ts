// A surface over a picture to point at and draw on: its size, and where on the picture the pointer is.
import { useElementSize } from "@mantine/hooks";
import type { Point } from "@vigie/contracts";
import { type PointerEvent, useRef } from "react";

export { default as surfaceClasses } from "./picture-surface.module.css";

/** `ref` goes to the element that covers the picture, `svg` to the drawing in it. Unit of width and height: CSS pixels. */
export function usePictureSurface() {
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const svg = useRef<SVGSVGElement>(null);
  /** Space: normalised picture. */
  const at = (event: PointerEvent): Point => {
    const box = svg.current!.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  return { ref, width, height, svg, at };
}
