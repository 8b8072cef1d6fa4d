// The head of a page (title, what stands beside it) over its body.
import { Group, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./page.module.css";

export function Page(props: { title: ReactNode; aside?: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <div className={classes.page} data-wide={props.wide ?? false}>
      <Group justify="space-between" mb="lg" gap="md">
        <Title order={1}>{props.title}</Title>
        {props.aside}
      </Group>
      {props.children}
    </div>
  );
}
