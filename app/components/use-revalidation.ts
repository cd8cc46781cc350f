import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";

/** After the app could not be reached: a restart takes seconds, and a laptop that wakes has its network back as soon. */
const AWAY_MS = 5_000;

/**
 * Reads the page anew now and then, and when somebody comes back to it; answers whether the app cannot be reached. Then
 * the page stays as it is: a reading that fails would put an error in its place, and take with it what somebody types.
 */
export function useRevalidation(everyMs: number): boolean {
  const { revalidate, state } = useRevalidator();
  const [isAway, setIsAway] = useState(false);
  const navigation = useNavigation();
  // Somebody who is on the way to another page is not to wait longer: Remix would begin that page's reading anew.
  const isIdle = state === "idle" && navigation.state === "idle";
  useEffect(() => {
    if (!isIdle) return;
    let isOver = false;
    async function look() {
      if (document.visibilityState !== "visible") return;
      const isThere = await isAppThere();
      if (isOver) return;
      setIsAway(!isThere);
      if (isThere) revalidate();
    }
    const timer = setInterval(() => void look(), isAway ? AWAY_MS : everyMs);
    const onReturn = () => void look();
    document.addEventListener("visibilitychange", onReturn);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onReturn);
    };
  }, [everyMs, isAway, isIdle, revalidate]);
  return isAway;
}

/** Asks for what costs the app least: whether it and its database are well. */
async function isAppThere(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false; // no network, or nothing listens
  }
}
