import { Failure } from "#app/ui/failure.tsx";

/**
 * What the frame surrounds. A page or an act that fails is caught here: the router forgets the data of the route that catches, and the
 * frame needs its own.
 */
export function ErrorBoundary() {
  return <Failure />;
}
