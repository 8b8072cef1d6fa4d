// Who may sign in: list, add, remove.
import {
  ActionIcon,
  Alert,
  Avatar,
  Badge,
  Button,
  Group,
  Modal,
  PasswordInput,
  Select,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Role, type SessionUser, sessionUserSchema, userCreateSchema } from "@vigie/contracts";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { request, requestOnly } from "../../app/api/http.ts";
import { usersQuery } from "../../app/api/queries.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { useRights } from "../../app/session.ts";
import { Failed } from "../../ui/page-states.tsx";
import classes from "./settings.module.css";

const ROLES = ["department", "viewer", "operator", "administrator"] as const;

export function UserList() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { user: self } = useRights();
  const { data: users, error, refetch } = useQuery(usersQuery);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<SessionUser | null>(null);
  const remove = useMutation({
    mutationFn: (user: SessionUser) => requestOnly(`/users/${encodeURIComponent(user.id)}`, { method: "DELETE" }),
    onSuccess: (_, user) => {
      setLeaving(null);
      void cache.invalidateQueries({ queryKey: ["users"] });
      notifications.show({ message: t("settings.removedUser", { name: user.name }) });
    },
  });
  if (error && !users) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!users) return <Skeleton h={220} maw={720} radius="lg" />;
  return (
    <Stack maw={720} gap="md">
      <Group justify="space-between">
        <Text c="dimmed" size="sm">
          {t("settings.roleHelp")}
        </Text>
        <Button leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
          {t("settings.addUser")}
        </Button>
      </Group>
      <ul className={classes.list}>
        {users.map((user) => (
          <li key={user.id} className={classes.row}>
            <Avatar name={user.name} color="sea" radius="xl" />
            <div className={classes.grow}>
              <Text fw={600} truncate>
                {user.name}
                {user.id === self?.id && <Text span c="dimmed" fw={400}>{` (${t("settings.you")})`}</Text>}
              </Text>
              <Text size="sm" c="dimmed" truncate>
                {user.email}
              </Text>
            </div>
            <Badge variant="light" color={user.role === "administrator" ? "sea" : "gray"}>
              {t(`role.${user.role}`)}
            </Badge>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={user.id === self?.id}
              aria-label={t("settings.removeUser", { name: user.name })}
              onClick={() => {
                remove.reset();
                setLeaving(user);
              }}
            >
              <IconTrash size={17} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <AddUser opened={adding} onClose={() => setAdding(false)} />
      <Modal
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t("settings.removeUser", { name: leaving?.name ?? "" })}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <Stack>
          {remove.isError && (
            <Alert color="red" role="alert">
              {errorText(remove.error, t)}
            </Alert>
          )}
          <Text size="sm">{t("settings.removeQuestion", { name: leaving?.name ?? "" })}</Text>
          <Group justify="flex-end">
            <Button variant="subtle" color="gray" onClick={() => setLeaving(null)}>
              {t("common.cancel")}
            </Button>
            <Button color="red" loading={remove.isPending} onClick={() => leaving && remove.mutate(leaving)}>
              {t("common.delete")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}

function AddUser({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [values, setValues] = useState({ name: "", email: "", password: "", role: "operator" as Role });
  const [tried, setTried] = useState(false);
  const fields = userCreateSchema.shape;
  const errors = {
    name: fields.name.safeParse(values.name.trim()).success ? undefined : t("account.nameMissing"),
    email: fields.email.safeParse(values.email.trim()).success ? undefined : t("account.emailBad"),
    password: fields.password.safeParse(values.password).success ? undefined : t("account.passwordShort"),
  };
  const create = useMutation({
    mutationFn: () =>
      request(sessionUserSchema, "/users", {
        method: "POST",
        body: { ...values, name: values.name.trim(), email: values.email.trim() },
      }),
    onSuccess: (user) => {
      void cache.invalidateQueries({ queryKey: ["users"] });
      notifications.show({ message: t("settings.addedUser", { name: user.name }) });
      setValues({ name: "", email: "", password: "", role: "operator" });
      setTried(false);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!errors.name && !errors.email && !errors.password) create.mutate();
  };
  const input = (name: "name" | "email" | "password") => ({
    value: values[name],
    error: tried && errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("settings.addUser")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {create.isError && (
            <Alert color="red" role="alert">
              {errorText(create.error, t)}
            </Alert>
          )}
          <TextInput label={t("settings.nameOf")} data-autofocus autoComplete="off" {...input("name")} />
          <TextInput label={t("account.email")} type="email" autoComplete="off" {...input("email")} />
          <PasswordInput
            label={t("account.password")}
            description={t("account.passwordHint")}
            autoComplete="new-password"
            {...input("password")}
          />
          <Select
            label={t("settings.role")}
            allowDeselect={false}
            value={values.role}
            onChange={(role) => role !== null && setValues({ ...values, role: role as Role })}
            data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {t("settings.addUser")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
