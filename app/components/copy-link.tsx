import { useLocation } from "@remix-run/react";
import { BlockStack, Box, Button, Popover, Text, TextField, Tooltip } from "@shopify/polaris";
import { LinkIcon } from "@shopify/polaris-icons";
import { createContext, useContext, useState } from "react";
import { useTranslation } from "react-i18next";

import { withoutVisit } from "./query.ts";

const AdminAddress = createContext<string | null>(null);

/** Tells the pages below it where in Shopify's admin the app stands; the frame's loader knows it. */
export const AdminAddressProvider = AdminAddress.Provider;

/** The address in Shopify's admin under which somebody else sees what this page shows. */
export function adminLink(base: string, { pathname, search }: { pathname: string; search: string }): string {
  const query = withoutVisit(search);
  return `${base}${pathname}${query === "" ? "" : `?${query}`}`;
}

/** Copies the link to what the page shows; where the browser refuses, shows it to be copied by hand. */
export function CopyLink() {
  const { t } = useTranslation();
  const base = useContext(AdminAddress);
  const location = useLocation();
  const [copied, setCopied] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  if (base === null) return null;
  const link = adminLink(base, location);

  async function copy() {
    const isCopied = await copyText(link);
    setCopied(isCopied ? link : null);
    setRefused(isCopied ? null : link);
    if (isCopied && typeof shopify !== "undefined") shopify.toast.show(t("copyLink.copied"));
  }

  const close = () => setRefused(null);
  return (
    <>
      <Popover
        active={refused === link}
        onClose={close}
        autofocusTarget="first-node"
        preferredAlignment="right"
        activator={
          <Tooltip content={t("copyLink.copy")}>
            <Button icon={LinkIcon} accessibilityLabel={t("copyLink.copy")} onClick={() => void copy()} />
          </Tooltip>
        }
      >
        <Box padding="400" minWidth="18rem">
          <BlockStack gap="300">
            <TextField
              label={t("copyLink.byHand")}
              helpText={t("copyLink.byHandWhy")}
              value={link}
              readOnly
              selectTextOnFocus
              autoComplete="off"
            />
            <div>
              <Button onClick={close}>{t("copyLink.close")}</Button>
            </div>
          </BlockStack>
        </Box>
      </Popover>
      <Text as="span" visuallyHidden>
        <span role="status">{copied === link ? t("copyLink.copied") : ""}</span>
      </Text>
    </>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed in this frame, or no clipboard at all: the link is shown instead
  }
}
