// One cache of what the server said; a session that ended sends the person to the log-in page.
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api/http.ts";

function onError(error: unknown): void {
  if (error instanceof ApiError && error.status === 401 && queryClient.getQueryData(["session"]) !== null)
    void queryClient.invalidateQueries({ queryKey: ["session"] });
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      // Only silence is worth another attempt; a refusal stays one.
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: true,
    },
  },
});
