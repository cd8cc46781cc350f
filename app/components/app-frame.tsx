import { Link, useNavigate, useNavigation } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/polaris";
import { useEffect, type ComponentProps, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useLanguage } from "#app/languages/language-provider.tsx";

import { Keyboard } from "./keyboard.tsx";

/** What stands around every page in the admin: Polaris, the app's menu, and the ties to App Bridge. */
export function AppFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { polaris } = useLanguage();
  useAdminNavigation();
  useLoadingBar();
  return (
    <AppProvider i18n={polaris} linkComponent={RouterLink}>
      <NavMenu>
        <Link to="/app" rel="home">
          {t("common.overview")}
        </Link>
        <Link to="/app/locations">{t("common.locations")}</Link>
        <Link to="/app/drawers">{t("common.drawers")}</Link>
        <Link to="/app/sessions">{t("common.sessions")}</Link>
        <Link to="/app/exceptions">{t("common.exceptions")}</Link>
        <Link to="/app/staff">{t("common.staff")}</Link>
        <Link to="/app/calendar">{t("common.calendar")}</Link>
        <Link to="/app/exports">{t("exportChoice.title")}</Link>
        <Link to="/app/settings">{t("common.settings")}</Link>
      </NavMenu>
      {children}
      <Keyboard />
    </AppProvider>
  );
}

type RouterLinkProps = Omit<ComponentProps<"a">, "href"> & { url: string; external?: boolean };

/** A link of Polaris, followed without loading a document: a document of its own would have to sign in again. */
function RouterLink({ url, external, target, children, ...rest }: RouterLinkProps) {
  const isElsewhere = external === true || /^[a-z][a-z0-9+.-]*:/i.test(url);
  if (isElsewhere || rest.download !== undefined) {
    return (
      <a href={url} target={external ? "_blank" : target} rel={external ? "noopener noreferrer" : undefined} {...rest}>
        {children}
      </a>
    );
  }
  return (
    <Link to={url} target={target} preventScrollReset={"data-keeps-place" in rest} {...rest}>
      {children}
    </Link>
  );
}

/** The menu lives in the admin: App Bridge tells the app where its links lead. */
function useAdminNavigation(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const follow = (event: Event) => {
      const href = event.target instanceof Element ? event.target.getAttribute("href") : null;
      if (href) navigate(href);
    };
    document.addEventListener("shopify:navigate", follow);
    // From here on a click in the admin is heard; whoever drives the page by program waits for this.
    document.documentElement.dataset.app = "ready";
    return () => document.removeEventListener("shopify:navigate", follow);
  }, [navigate]);
}

/** The admin's own bar shows that the next page is on its way. */
function useLoadingBar(): void {
  const isLoading = useNavigation().state !== "idle";
  useEffect(() => {
    // Outside the admin there is no App Bridge.
    if (typeof shopify !== "undefined") shopify.loading(isLoading);
  }, [isLoading]);
}
