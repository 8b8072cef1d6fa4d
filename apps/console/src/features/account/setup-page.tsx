// The first start: the one-time link makes the first administrator, who is then signed in.
import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { sessionUserSchema, setupRequestSchema } from "@vigie/contracts";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/api/http.ts";
import { sessionQuery, setupQuery } from "../../app/api/queries.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { TimeZoneField, zoneOfBrowser } from "../../ui/time-zone-field.tsx";
import { AccountFrame } from "./account-frame.tsx";

const fields = setupRequestSchema.shape;

export function SetupPage() {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const setup = useQuery(setupQuery);
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get("token") ?? "");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [timeZone, setTimeZone] = useState(zoneOfBrowser);
  const [tried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: () =>
      request(sessionUserSchema, "/setup", {
        method: "POST",
        body: { token, name: name.trim(), email: email.trim(), password, language: i18n.language, timeZone },
      }),
    onSuccess: async () => {
      await cache.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: "/" });
    },
  });
  const errors = {
    name: fields.name.safeParse(name.trim()).success ? undefined : t("account.nameMissing"),
    email: fields.email.safeParse(email.trim()).success ? undefined : t("account.emailBad"),
    password: fields.password.safeParse(password).success ? undefined : t("account.passwordShort"),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!errors.name && !errors.email && !errors.password) create.mutate();
  };

  if (setup.data && !setup.data.needed && !create.isSuccess)
    return (
      <AccountFrame>
        <Stack align="flex-start">
          <Text>{t("account.setupDone")}</Text>
          <Anchor component={Link} to="/login">
            {t("account.signIn")}
          </Anchor>
        </Stack>
      </AccountFrame>
    );
  return (
    <AccountFrame>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Title order={1} size="h2">
            {t("account.setupTitle")}
          </Title>
          <Text c="dimmed" size="sm">
            {t("account.setupText")}
          </Text>
          {token === "" && <Alert color="yellow">{t("account.noToken")}</Alert>}
          {create.isError && (
            <Alert color="red" role="alert">
              {errorText(create.error, t)}
            </Alert>
          )}
          <TextInput
            label={t("account.name")}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried && errors.name}
          />
          <TextInput
            label={t("account.email")}
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={tried && errors.email}
          />
          <PasswordInput
            label={t("account.password")}
            description={t("account.passwordHint")}
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={tried && errors.password}
          />
          <TimeZoneField
            description={t("account.timeZoneHint")}
            placeholder={t("account.timeZoneOfServer")}
            value={timeZone}
            onChange={setTimeZone}
          />
          <Button type="submit" loading={create.isPending} disabled={token === ""} mt="xs">
            {t("account.create")}
          </Button>
        </Stack>
      </form>
    </AccountFrame>
  );
}
