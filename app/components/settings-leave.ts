import { useBeforeUnload, useBlocker } from "@remix-run/react";
import type {} from "@shopify/app-bridge-types";
import { useCallback, useEffect } from "react";

/** Has the merchant asked before unsaved changes are lost: by a link of the app, by the admin's menu, by a reload. */
export function useLeaveConfirmation(isDirty: boolean): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    // Rejected when the merchant stays.
    window.shopify.saveBar.leaveConfirmation().then(
      () => blocker.proceed(),
      () => blocker.reset(),
    );
  }, [blocker]);
  useBeforeUnload(useCallback((event: BeforeUnloadEvent) => isDirty && event.preventDefault(), [isDirty]));
}
