// Logging in.
import { Alert, Button, PasswordInput, Stack, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError, requestOnly } from "../../app/api/http.ts";
import { sessionQuery, setupQuery } from "../../app/api/queries.ts";
import { errorText } from "../../app/i18n/error-text.ts";
import { AccountFrame } from "./account-frame.tsx";

export function LoginPage() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ from: "/login" });
  const setup = useQuery(setupQuery);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => requestOnly("/auth/sign-in/email", { method: "POST", body: { email: email.trim(), password } }),
    onSuccess: async () => {
      await cache.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: to ?? "/" });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  const refusal = (error: unknown): string => {
    if (error instanceof ApiError && error.status === 401) return t("account.wrong");
    if (error instanceof ApiError && error.status === 429) return t("account.tooMany");
    return errorText(error, t);
  };

  return (
    <AccountFrame>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Title order={1} size="h2">
            {t("account.signIn")}
          </Title>
          {setup.data?.needed && <Alert color="yellow">{t("account.setupNeeded")}</Alert>}
          {signIn.isError && (
            <Alert color="red" role="alert">
              {refusal(signIn.error)}
            </Alert>
          )}
          <TextInput
            label={t("account.email")}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("account.password")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={signIn.isPending} mt="xs">
            {t("account.signIn")}
          </Button>
        </Stack>
      </form>
    </AccountFrame>
  );
}
