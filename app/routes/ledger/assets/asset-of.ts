import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { type RegisteredAsset, registeredAssets } from "#db/queries/ledger/assets.ts";

/** The asset of the address, with all that was ever posted of it; throws 404. */
export async function assetOf({ db, params, notFound }: LoaderScene): Promise<RegisteredAsset> {
  const id = params["asset"] ?? "";
  const [asset] = isIdentifier(id) ? await registeredAssets(db, { on: "2099-12-31", id, everPosted: true }) : [];
  if (!asset) throw notFound("fixedAsset", id);
  return asset;
}
