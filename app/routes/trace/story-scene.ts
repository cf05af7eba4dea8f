import type { LoaderScene } from "#app/http/guard.ts";

/** Who reads a story, when, in what snapshot, and on which page. */
export type StoryScene = Pick<LoaderScene, "db" | "access" | "today" | "mayDo"> & { readonly url?: URL };
