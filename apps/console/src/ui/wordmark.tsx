// The product's sign: an eye that looks out.
import { Text } from "@mantine/core";

export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M3 16c5.200-8.600 20.800-8.600 26 0-5.200 8.600-20.800 8.600-26 0Z"
        fill="none"
        stroke="var(--v-accent)"
        strokeWidth="2.400"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="16" r="4" fill="var(--v-accent)" />
    </svg>
  );
}

export function Wordmark({ size = 24 }: { size?: number }) {
  return (
    <>
      <Mark size={size} />
      <Text span fz={size * 0.8} fw={650} lh={1} style={{ letterSpacing: "-0.01em" }}>
        Vigie
      </Text>
    </>
  );
}
