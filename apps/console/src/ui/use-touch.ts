// Whether the person works with a finger: no keys, no hovering, wide fingertips.
import { useMediaQuery } from "@mantine/hooks";

export function useTouch(): boolean {
  return useMediaQuery("(hover: none) and (pointer: coarse)", false, { getInitialValueInEffect: false });
}
