import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { z } from "zod";

/** A trigger that the app has deployed to Flow. */
export interface FlowTrigger {
  handle: string;
  name: string;
  /** Types by key. */
  fields: ReadonlyMap<string, string>;
}

const EXTENSIONS = new URL("../../extensions/", import.meta.url);

/** What of an extension's file is about Flow; the rest is Shopify CLI's. */
const extensionFile = z.object({
  extensions: z.array(z.object({ type: z.string(), handle: z.string(), name: z.string() })),
  /** Of the file's one extension, beside it. */
  settings: z.object({ fields: z.array(z.object({ type: z.string(), key: z.string() })) }).optional(),
});

/** The triggers as a deployment of the app's extensions would make them known. */
export function deployedTriggers(folder: URL = EXTENSIONS): FlowTrigger[] {
  const files = readdirSync(folder)
    .map((name) => new URL(`${name}/shopify.extension.toml`, folder))
    .filter((file) => existsSync(file));
  return files.flatMap((file) => {
    const { extensions, settings } = extensionFile.parse(parse(readFileSync(file, "utf8")));
    return extensions
      .filter(({ type }) => type === "flow_trigger")
      .map(({ handle, name }) => ({
        ...{ handle, name },
        fields: new Map(settings?.fields.map((field) => [field.key, field.type])),
      }));
  });
}
