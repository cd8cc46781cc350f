import {
  createReadableStreamFromReadable,
  type EntryContext,
  type HandleDataRequestFunction,
  type HandleErrorFunction,
} from "@remix-run/node";
import { RemixServer, isRouteErrorResponse } from "@remix-run/react";
import { PassThrough } from "node:stream";
import { renderToPipeableStream } from "react-dom/server";
import { loadCatalog } from "#app/languages/catalog.ts";
import { LANGUAGES } from "#app/languages/languages.ts";
import { log } from "#app/log.server.ts";
import { RETRY_AFTER_S } from "#app/rate-limit.server.ts";
import { ScriptNonce, nonceOf } from "#app/script-nonce.ts";

export { start, stop } from "#app/lifecycle.server.ts";

/** After this a page is given up; nothing in it waits for anything once its data is there. */
const RENDER_LIMIT_MS = 5_000;

// What Remix says in production instead of an error's own message.
const HIDDEN = "Unexpected Server Error";

export default async function renderDocument(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  const named = nameErrors(remixContext, idOf(request));
  const nonce = nonceOf(request);
  // Read once in a process; which one a page needs, its loaders say.
  await Promise.all(LANGUAGES.map(loadCatalog));
  // What a loader threw is rendered as a page, and its headers are not those of the document.
  if (status === 429) headers.set("Retry-After", `${RETRY_AFTER_S}`);
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <ScriptNonce.Provider value={nonce}>
        <RemixServer context={named} url={request.url} abortDelay={RENDER_LIMIT_MS} nonce={nonce} />
      </ScriptNonce.Provider>,
      {
        nonce,
        onShellReady() {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
          pipe(body);
        },
        onShellError: reject,
        onError: (error) => log.error({ err: error, requestId: idOf(request) }, "a page was not rendered"),
      },
    );
    setTimeout(abort, RENDER_LIMIT_MS).unref();
  });
}

/** Logs what a loader or an action threw, with the id that the page shows. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  const isMissingPage = isRouteErrorResponse(error) && error.status === 404;
  if (!request.signal.aborted && !isMissingPage)
    log.error({ err: error, requestId: idOf(request) }, "a request failed");
};

export const handleDataRequest: HandleDataRequestFunction = async (response, { request }) => {
  if (!response.headers.has("X-Remix-Error")) return response;
  const { message, ...rest } = (await response.json()) as { message: string };
  return Response.json({ ...rest, message: withId(message, idOf(request)) }, response);
};

/** Adds the request's id to the errors of a page, so that whoever sees it can say which one it was. */
function nameErrors(context: EntryContext, id: string): EntryContext {
  for (const error of Object.values(context.staticHandlerContext.errors ?? {})) {
    if (error instanceof Error) error.message = withId(error.message, id);
  }
  const inHandoff = (text: string) => `"message":"${text}"`;
  return {
    ...context,
    serverHandoffString: context.serverHandoffString?.replaceAll(inHandoff(HIDDEN), inHandoff(withId(HIDDEN, id))),
  };
}

function withId(message: string, id: string): string {
  return message === HIDDEN ? `${HIDDEN} (${id})` : message;
}

function idOf(request: Request): string {
  return request.headers.get("X-Request-Id") ?? "";
}
