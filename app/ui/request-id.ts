import { createContext, useContext } from "react";

/** Where a document says which request made it: the browser's entry reads it there. */
export const requestIdMeta = "request-id";

/** The identifier to quote when something goes wrong: that of the request that rendered this document. */
export const RequestIdContext = createContext<string>("");

export function useRequestId(): string {
  return useContext(RequestIdContext);
}
