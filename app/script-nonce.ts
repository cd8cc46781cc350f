import { createContext } from "react";

/** What lets a script of ours run: it stands in the answer's content security policy. Only the server knows it. */
export const ScriptNonce = createContext<string | undefined>(undefined);

/** The header with which the HTTP side tells the routes; whatever a caller put there is replaced. */
export const NONCE_HEADER = "X-Script-Nonce";

/** The nonce of the answer to this request. */
export function nonceOf(request: Request): string | undefined {
  return request.headers.get(NONCE_HEADER) ?? undefined;
}
