/** Starts the page: preferences first, so that the first paint has the right language and theme. */

import { notifyManager, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LanguageProvider } from "./i18n/language.tsx";
import { createAppRouter } from "./routes/router.tsx";
import { createQueryClient } from "./query-client.ts";
import { dropSecondClicks } from "./ui/drop-second-clicks.ts";
import { ThemeProvider } from "./ui/theme.tsx";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/print.css";

const root = document.getElementById("root");
if (root !== null) {
  dropSecondClicks(document);
  // Told before the next event: a button whose act runs is disabled before it can be pressed again.
  notifyManager.setScheduler(queueMicrotask);
  const queryClient = createQueryClient();
  const router = createAppRouter(queryClient);
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <ThemeProvider>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </ThemeProvider>
      </LanguageProvider>
    </StrictMode>,
  );
}
