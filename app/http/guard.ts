import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { Capability } from "#app/domain/access.ts";
import { actionScene, publicActionScene } from "./guard/action.ts";
import { loaderScene, publicScene } from "./guard/loader.ts";
import type { ActionScene, LoaderScene, PublicActionScene, PublicScene, RefusedAnswer } from "./scene.ts";

export type { ActionScene, LoaderScene, Person, PublicActionScene, PublicScene, RefusedForm } from "./scene.ts";

/** Where an action or a loader looks for its unit. */
export interface Where {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly url: URL;
}

export interface WhereWithForm extends Where {
  readonly form: FormData;
}

/**
 * What a route requires: a capability, held on `unit` when it names one, on the root when it shows or changes what cannot be cut by unit
 * (`whole`: the ledger, `docs/decisions/0041-the-ledger-is-read-whole.md`), else anywhere; or only to be signed in.
 */
export interface Requirement<Place extends Where = Where> {
  readonly capability: Capability | "signed-in";
  readonly unit?: (place: Place) => string | undefined;
  readonly whole?: true;
  /** Asked by the page and not by the person: it does not make the session last (loaders only). */
  readonly quiet?: true;
}
export interface PublicRequirement {
  readonly capability: "public";
}
interface FormLimit {
  /** The largest body that is read, in bytes; 1 MiB unless said. */
  readonly formLimitBytes?: number;
}

/** Attached to the function, so that a test can walk the routes and find none without it. */
export type Declaration = { readonly kind: "loader" | "action" } & (PublicRequirement | Requirement<WhereWithForm>);

type Guarded<Args, Value> = ((args: Args) => Promise<Value>) & { readonly declaration: Declaration };

/**
 * The one way into a page or an act. In order: cross-site writes refused → session → organisation → what the person may do →
 * capability (403), also on the whole → unit (a foreign one is the same 404 as one that does not exist) → the work.
 */
export const guard = { loader, action };

type Loader<Value> = Guarded<LoaderFunctionArgs, Value>;
type Action<Value> = Guarded<ActionFunctionArgs, Value>;
type Work<Scene, Value> = (scene: Scene) => Promise<Value>;
type PublicActionRequirement = PublicRequirement & FormLimit;
type ActionRequirement = Requirement<WhereWithForm> & FormLimit;

function loader<Value>(requirement: PublicRequirement, work: Work<PublicScene, Value>): Loader<Value>;
function loader<Value>(requirement: Requirement, work: Work<LoaderScene, Value>): Loader<Value>;
function loader<Value>(requirement: PublicRequirement | Requirement, work: Work<never, Value>): Loader<Value> {
  const guarded = async (args: LoaderFunctionArgs): Promise<Value> => {
    if (isPublic(requirement)) return await (work as Work<PublicScene, Value>)(publicScene(args));
    return await loaderScene(args, requirement, work as Work<LoaderScene, Value>);
  };
  return Object.assign(guarded, { declaration: { kind: "loader" as const, ...requirement } });
}

function action<Value>(requirement: PublicActionRequirement, work: Work<PublicActionScene, Value>): Action<Value>;
function action<Value>(requirement: ActionRequirement, work: Work<ActionScene, Value>): Action<Value | RefusedAnswer>;
function action<Value>(requirement: PublicActionRequirement | ActionRequirement, work: Work<never, Value>): Action<Value | RefusedAnswer> {
  const guarded = async (args: ActionFunctionArgs): Promise<Value | RefusedAnswer> => {
    if (isPublic(requirement)) return await (work as Work<PublicActionScene, Value>)(await publicActionScene(args, requirement));
    return await actionScene(args, requirement, work as Work<ActionScene, Value>);
  };
  return Object.assign(guarded, { declaration: { kind: "action" as const, ...requirement } });
}

function isPublic<Any extends { readonly capability: string }>(requirement: Any): requirement is Any & PublicRequirement {
  return requirement.capability === "public";
}
