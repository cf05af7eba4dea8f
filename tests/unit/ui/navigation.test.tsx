import { describe, expect, it } from "vitest";
import { classNames } from "#app/ui/class-names.ts";
import {
  cyclePlaces,
  exerciseAddress,
  placeAddress,
  placeCapabilities,
  placesFor,
  referencePlaces,
  scopeAddress,
} from "#app/ui/shell/navigation.ts";
import { Shell } from "#app/ui/shell/shell.tsx";
import { parseSort, sortSearch } from "#app/ui/table/sort.ts";
import { renderPage } from "./render-page.tsx";

const search = (text: string) => new URLSearchParams(text);

describe("addresses", () => {
  it("carry the exercise in the path and the scope in the query", () => {
    expect(placeAddress({ path: "forecast" }, 2027, undefined)).toBe("/2027/forecast");
    expect(placeAddress({ path: "forecast" }, 2027, "A&B")).toBe("/2027/forecast?unit=A%26B");
  });

  it("keep the phase and the scope from one exercise to another, not the details, which may not exist there", () => {
    expect(exerciseAddress("/2026/execution/DR44", search("unit=DR44&sort=paid"), 2025)).toBe("/2025/execution?unit=DR44");
    expect(exerciseAddress("/elsewhere", search(""), 2025)).toBe("/2025/home");
  });

  it("keep the filters from one unit to another, and start again at the first page", () => {
    expect(scopeAddress("/2026/execution", search("unit=SG&sort=paid&after=x"), "DR44")).toBe("/2026/execution?unit=DR44&sort=paid");
    expect(scopeAddress("/2026/execution", search("unit=SG"), undefined)).toBe("/2026/execution");
  });

  it("say the order of a table, and refuse a column that is none", () => {
    const fallback = { key: "unit", descending: false };
    expect(parseSort(search("sort=-paid"), ["unit", "paid"], fallback)).toEqual({ key: "paid", descending: true });
    expect(parseSort(search("sort=drop"), ["unit", "paid"], fallback)).toEqual(fallback);
    expect(sortSearch(search("sort=paid"), "paid", { key: "paid", descending: true })).toBe("?sort=paid");
  });
});

describe("the shell", () => {
  const frame = {
    person: { name: "Camille Martin", login: "camille", roles: ["agent"] },
    exercises: [2027, 2026],
    year: 2026,
    units: [{ code: "DR44", label: "Grand Est" }],
    groups: [{ code: "IND", label: "Pôle statistiques industrielles" }],
    group: null,
    capabilities: ["planning.read", "execution.read"],
    unread: 3,
    demo: true,
  } as const;
  const look = { locale: "fr", colorScheme: "auto", navigation: "full" } as const;
  const html = renderPage(
    <Shell frame={frame} look={look}>
      <h1>Suivre</h1>
    </Shell>,
    { url: "/2026/execution?unit=DR44" },
  );

  it("shows the places of the cycle in order, and only those that the person may enter", () => {
    expect(placesFor(cyclePlaces, frame.capabilities).map(({ key }) => key)).toEqual([
      "home",
      "campaigns",
      "forecast",
      "execution",
      "review",
      "workforce",
      "works",
      "reports",
    ]);
    expect(html).not.toContain("/2026/ledger");
    expect(html).toContain('href="/2026/forecast?unit=DR44"');
    expect(html).toContain('href="/2026/execution?unit=group%3AIND"');
    expect(placeCapabilities).toContain("ledger.read");
  });

  it("leads to how the books are arranged who does not pass by the books", () => {
    const of = (...capabilities: string[]) => placesFor(referencePlaces, capabilities).map(({ key }) => key);
    expect(of("planning.read", "ledger.read", "ledger.arrange")).toEqual(["units"]);
    expect(of("ledger.arrange")).toEqual(["statementMapping", "reopeningTerm"]);
    expect(of("planning.read", "ledger.read")).toEqual(["units"]);
  });

  it("starts with skip links, has its landmarks, marks where one is, and names the chosen unit", () => {
    expect(html.indexOf('href="#content"')).toBeLessThan(html.indexOf("<header"));
    for (const landmark of ["<header", '<nav id="navigation"', '<main id="content"']) expect(html).toContain(landmark);
    expect(html).toMatch(
      /aria-current="page"[^>]*href="\/2026\/execution\?unit=DR44"|href="\/2026\/execution\?unit=DR44"[^>]*aria-current="page"|aria-current="page"/,
    );
    expect(html).toMatch(/<summary[^>]*>.*?Périmètre.*?Grand Est/s);
  });

  it("works without a script: menus open by themselves, choices are forms, and the palette's button is not there", () => {
    expect(html).toContain("<details");
    expect(html).toMatch(/<form method="post" action="\/sign-out"/);
    expect(html).toMatch(/<form method="post" action="\/preferences"/);
    expect(html).not.toContain("Ctrl+K");
  });
});

describe("classNames", () => {
  it("joins those that are there", () => {
    expect(classNames("a", false, undefined, null, "", "b")).toBe("a b");
  });
});
