import { index, layout, type RouteConfig, route } from "@remix-run/route-config";

/** The site map, in the order of the cycle. Exercise in the path, scope in `?unit=`: an address shows a colleague the same picture. */
export default [
  index("routes/_index/route.tsx"),
  route("sign-in", "routes/sign-in/route.tsx"),
  route("sign-out", "routes/sign-out/route.tsx"),
  route("preferences", "routes/preferences/route.ts"),

  layout("routes/_shell/route.tsx", []),
] satisfies RouteConfig;
