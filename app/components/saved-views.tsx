import { ActionList, Button, Icon, InlineStack, Popover, Text, UnstyledLink } from "@shopify/polaris";
import { MenuHorizontalIcon, TeamIcon } from "@shopify/polaris-icons";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { SavedView } from "#app/reports/saved-views.server.ts";
import type { ViewedList } from "#app/reports/view-query.ts";

import { personName } from "./id-words.ts";
import { queryWith } from "./query.ts";
import { DeleteForm, NameForm, NotDone, UnshareForm } from "./saved-view-forms.tsx";
import styles from "./saved-views.module.css";
import { useSendView } from "./send-view.ts";
import tabs from "./session-tabs.module.css";
import { useShopFormat } from "./shop-format.tsx";

interface SavedViewsProps {
  list: ViewedList;
  views: readonly SavedView[];
  query: string;
}

/** The view that a page was opened as; none where it is gone, or somebody's own. */
export function currentView({ views, query }: Pick<SavedViewsProps, "views" | "query">): SavedView | null {
  const id = new URLSearchParams(query).get("view");
  return views.find((view) => view.id === id) ?? null;
}

/** A page's query without the view that it was opened as: what is kept when it is saved. */
function withoutView(query: string): string {
  return queryWith(query, { view: null }).slice(1);
}

const addressOf = ({ id, query }: SavedView) => queryWith(query, { view: id });

/** So many stand beside the built-in tabs; the others one click away. */
const MOST_TABS = 5;

/** The saved views as further tabs of a list, the current one always among them. */
export function SavedViewTabs({ views, query }: Pick<SavedViewsProps, "views" | "query">) {
  const current = currentView({ views, query });
  const first = views.slice(0, MOST_TABS);
  const shown = current === null || first.includes(current) ? first : [...first, current];
  const others = views.filter((view) => !shown.includes(view));
  return (
    <>
      {shown.map((view) => (
        <li key={view.id}>
          <UnstyledLink className={tabs.tab} url={addressOf(view)} aria-current={view === current ? "page" : undefined}>
            <span className={styles.name}>
              {view.name}
              {!view.isMine && <SharedMark />}
            </span>
          </UnstyledLink>
        </li>
      ))}
      {others.length > 0 && (
        <li>
          <OtherViews views={others} />
        </li>
      )}
    </>
  );
}

function SharedMark() {
  const { t } = useTranslation();
  return (
    <>
      <span className={styles.mark} aria-hidden="true">
        <Icon source={TeamIcon} />
      </span>
      <Text as="span" visuallyHidden>
        {` ${t("views.isShared")}`}
      </Text>
    </>
  );
}

function OtherViews({ views }: { views: readonly SavedView[] }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const activator = (
    <Button variant="tertiary" size="slim" disclosure="down" onClick={() => setIsOpen(!isOpen)}>
      {t("views.more", { count: views.length })}
    </Button>
  );
  return (
    <Popover active={isOpen} activator={activator} onClose={() => setIsOpen(false)}>
      <div role="dialog" aria-label={t("views.moreTitle")}>
        <ActionList
          actionRole="menuitem"
          items={views.map((view) => ({
            id: view.id,
            content: view.name,
            helpText: view.isMine ? undefined : t("views.sharedBy", { who: personName(t, view.maker) }),
            url: addressOf(view),
            onAction: () => setIsOpen(false),
          }))}
        />
      </div>
    </Popover>
  );
}

/** What can be done with the view that a list shows, or to make one of what it shows. */
export function ViewActs(props: SavedViewsProps & { children?: ReactNode }) {
  const current = currentView(props);
  // With another view everything that was open is closed.
  return (
    <div className={styles.acts} key={current?.id ?? ""}>
      <Acts {...props} current={current} />
      {props.children}
    </div>
  );
}

interface ViewHeadProps extends SavedViewsProps {
  label: string;
  children?: ReactNode;
}

/** The head of a list that has no tabs of its own: everything, and the saved views. */
export function ViewHead({ label, ...props }: ViewHeadProps) {
  const { t } = useTranslation();
  const { views, query } = props;
  return (
    <div className={styles.head}>
      {views.length > 0 && (
        <nav aria-label={label}>
          <ul className={tabs.tabs}>
            <li>
              <UnstyledLink
                className={tabs.tab}
                url="?"
                aria-current={currentView({ views, query }) === null ? "page" : undefined}
              >
                {t("views.all")}
              </UnstyledLink>
            </li>
            <SavedViewTabs views={views} query={query} />
          </ul>
        </nav>
      )}
      <ViewActs {...props} />
    </div>
  );
}

type Panel = "save_as" | "menu" | "rename" | "delete" | "unshare";

function Acts({ list, query, current }: SavedViewsProps & { current: SavedView | null }) {
  const { t } = useTranslation();
  const { isSending, answer, send, forget } = useSendView();
  const [panel, setPanel] = useState<Panel | null>(null);
  const open = (next: Panel) => {
    forget();
    setPanel(next);
  };
  const close = () => setPanel(null);
  const now = withoutView(query);
  const isChanged = current !== null && withoutView(current.query) !== now;
  const sendAndClose = async (fields: Record<string, string>) => {
    const { outcome } = await send({ list, ...fields });
    if (outcome === "saved") close();
  };
  const form = { isSending, answer, send: sendAndClose, close };
  return (
    <InlineStack gap="200" blockAlign="center" wrap>
      {current !== null && <ViewNote view={current} isChanged={isChanged} />}
      {isChanged && (
        <Button variant="tertiary" size="slim" url={addressOf(current)}>
          {t("views.undo")}
        </Button>
      )}
      {isChanged && current.isMine && (
        <Button
          size="slim"
          loading={isSending && panel === null}
          onClick={() => void sendAndClose({ act: "save", id: current.id, query: now })}
        >
          {t("views.save")}
        </Button>
      )}
      {panel === null && <NotDone answer={answer} />}
      {(current === null || isChanged) && (
        <Popover
          active={panel === "save_as"}
          onClose={close}
          autofocusTarget="first-node"
          preferredAlignment="right"
          activator={
            <Button variant="tertiary" size="slim" disclosure="down" onClick={() => open("save_as")}>
              {current === null ? t("views.saveNew") : t("views.saveAs")}
            </Button>
          }
        >
          <NameForm {...form} act="save_as" fields={{ query: now }} />
        </Popover>
      )}
      {current !== null && !current.isMine && (
        <Popover
          active={panel === "unshare"}
          onClose={close}
          autofocusTarget="first-node"
          preferredAlignment="right"
          activator={
            <Button variant="tertiary" size="slim" onClick={() => open("unshare")}>
              {t("views.unshare")}
            </Button>
          }
        >
          <UnshareForm {...form} view={current} />
        </Popover>
      )}
      {current?.isMine && (
        <Popover
          active={panel === "menu" || panel === "rename" || panel === "delete"}
          onClose={close}
          autofocusTarget="first-node"
          preferredAlignment="right"
          activator={
            <Button
              variant="tertiary"
              size="slim"
              icon={MenuHorizontalIcon}
              accessibilityLabel={t("views.menuOf", { name: current.name })}
              onClick={() => open("menu")}
            />
          }
        >
          {panel === "rename" ? (
            <NameForm {...form} act="rename" fields={{ id: current.id }} view={current} />
          ) : panel === "delete" ? (
            <DeleteForm {...form} view={current} />
          ) : (
            <ActionList
              actionRole="menuitem"
              items={[
                { content: t("views.rename"), onAction: () => open("rename") },
                { content: t("views.delete"), destructive: true, onAction: () => open("delete") },
              ]}
            />
          )}
        </Popover>
      )}
    </InlineStack>
  );
}

/** Whose view it is, and whether the list shows something else than it keeps. */
function ViewNote({ view, isChanged }: { view: SavedView; isChanged: boolean }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { unshared } = view;
  const whose = !view.isMine
    ? t("views.sharedBy", { who: personName(t, view.maker) })
    : unshared
      ? t("views.unsharedBy", {
          who: personName(t, unshared.by),
          when: format.instant(unshared.at, { style: "brief" }),
        })
      : view.isShared && t("views.sharedByYou");
  return (
    <Text as="span" variant="bodySm" tone="subdued">
      <span role="status">{[whose, isChanged && t("views.changed")].filter(Boolean).join(" · ")}</span>
    </Text>
  );
}
