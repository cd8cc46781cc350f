import { Link, useNavigate, useNavigation } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json";
import { useEffect, type ComponentProps, type ReactNode } from "react";

/** What stands around every page in the admin: Polaris, the app's menu, and the ties to App Bridge. */
export function AppFrame({ children }: { children: ReactNode }) {
  useAdminNavigation();
  useLoadingBar();
  return (
    <AppProvider i18n={english} linkComponent={RouterLink}>
      <NavMenu>
        <Link to="/app" rel="home">
          Overview
        </Link>
        <Link to="/app/locations">Locations</Link>
        <Link to="/app/drawers">Drawers</Link>
        <Link to="/app/sessions">Sessions</Link>
        <Link to="/app/exceptions">Exceptions</Link>
        <Link to="/app/staff">Staff</Link>
        <Link to="/app/calendar">Calendar</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      {children}
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
    <Link to={url} target={target} {...rest}>
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
