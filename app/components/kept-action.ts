import type { ClientActionFunctionArgs, ShouldRevalidateFunction } from "@remix-run/react";

/** What an act answers where the way to the app, or the app itself, failed: nobody knows whether it was done. */
export interface NotReached {
  outcome: "failed";
}

const TOO_MANY_REQUESTS = 429;

/**
 * The client's side of an act whose form holds what somebody typed. Left to itself, a sending that fails puts an error page
 * in the form's place, and what was typed is gone with it. What the app answers by itself, such as that there is no such
 * session, stays as it is.
 */
export async function keptAction({ serverAction }: ClientActionFunctionArgs): Promise<unknown> {
  try {
    return await serverAction();
  } catch (error) {
    if (error instanceof Response && error.status !== TOO_MANY_REQUESTS) throw error;
    return { outcome: "failed" } satisfies NotReached;
  }
}

/** After an act that did not reach the app the pages are not read anew: that would fail as well, and take the form along. */
export const unlessNotReached: ShouldRevalidateFunction = ({ actionResult, defaultShouldRevalidate }) =>
  (actionResult as Partial<NotReached> | null | undefined)?.outcome !== "failed" && defaultShouldRevalidate;
