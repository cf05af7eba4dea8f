import type { Role } from "#app/domain/access.ts";

/** What the shell shows around every page; the loader of the layout route gives it. */
export interface Frame {
  readonly person: { readonly name: string; readonly login: string; readonly roles: readonly Role[] };
  readonly exercises: readonly number[];
  readonly year: number;
  /** The units that the person may look at, in the order of the tree. */
  readonly units: readonly { readonly code: string; readonly label: string }[];
  /** The groups of units of which the person sees something. */
  readonly groups: readonly { readonly code: string; readonly label: string }[];
  /** The one that is the scope of the page, with how many of its units the person sees, of how many. */
  readonly group: { readonly code: string; readonly label: string; readonly seen: number; readonly whole: number } | null;
  readonly capabilities: readonly string[];
  /** Notices that the person has not read. */
  readonly unread: number;
  readonly demo: boolean;
}

/** What the reader chose about the pages; the root loader gives it. */
export interface Look {
  readonly locale: "fr" | "en";
  readonly colorScheme: "auto" | "light" | "dark";
  readonly navigation: "full" | "folded";
}
