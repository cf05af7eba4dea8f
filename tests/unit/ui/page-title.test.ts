import { expect, test } from "vitest";
import { pageTitle } from "#app/ui/shell/page-title.ts";

test.each([
  ["/", "Enveloppe"],
  ["/sign-in", "Enveloppe"],
  ["/2026/home", "home · 2026 · Enveloppe"],
  ["/2026/execution/DR44", "DR44 · execution · 2026 · Enveloppe"],
  ["/2026/ledger/accounts/401", "401 · ledger · 2026 · Enveloppe"],
  ["/2027/forecast/DR44/requests/3f0e9b1c-0f0e-4a9e-8f0e-0f1f2f3f4f5f", "DR44 · forecast · 2027 · Enveloppe"],
])("the tab of %s says « %s »", (pathname, title) => {
  expect(pageTitle(pathname, (key) => key)).toBe(title);
});
