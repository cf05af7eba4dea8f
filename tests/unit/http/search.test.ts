import { expect, it } from "vitest";
import { searchOf } from "#app/http/search.ts";

const nothing = {
  unit: undefined,
  group: undefined,
  measure: undefined,
  displayUnit: undefined,
  query: "",
  on: undefined,
  after: undefined,
};

it.each([
  ["", {}],
  ["unit=DR-13&m=cp&u=keur", { unit: "DR-13", measure: "CP", displayUnit: "keur" }],
  ["m=days", { measure: "DAY" }],
  ["m=eur&u=francs&on=2026-02-30", {}],
  ["on=2026-03-31&after=a~b&q=%20loyers%20", { on: "2026-03-31", after: "a~b", query: "loyers" }],
  ["unit=&after=&q=", {}],
  ["unit=SG&unit=DG", { unit: "SG" }],
  ["unit=group:IND", { group: "IND" }],
  ["unit=group:", {}],
  [`q=${"x".repeat(500)}`, { query: "x".repeat(200) }],
])("%s", (search, expected) => {
  expect(searchOf(new URL(`http://localhost/2026/home?${search}`))).toEqual({ ...nothing, ...expected });
});
