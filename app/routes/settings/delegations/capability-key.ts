import type { DelegableCapability } from "#app/domain/access.ts";

/** Messages are keyed without dots. */
export function capabilityKey(capability: DelegableCapability): "decide" | "approve" {
  return capability === "arbitration.decide" ? "decide" : "approve";
}
