import { askedOf } from "#app/reports/asked-export.ts";
import type { ExportActivity } from "#app/reports/export-activity.server.ts";
import type { ExportJobRow } from "#app/reports/export-jobs.server.ts";
import type { Scene } from "./shots.ts";

// States that a demo does not come to by itself: brought about by hand where people can, else put into the answer that
// the page gets.

/** The users of the stand-in's admin, by whose hands a trail comes about. */
export const OWNER = "90000001";
const ASSISTANT = "90000002";

/** An exception is dismissed, once for all pictures. */
export async function withSomeoneDismissing({ app, goTo, t }: Scene): Promise<undefined> {
  if ((await app.getByRole("button", { name: t("exceptions.restore") }).count()) > 0) return;
  await goTo("exceptions?preset=all");
  await app
    .getByRole("button", { name: t("exceptions.dismiss") })
    .first()
    .click();
  await app
    .getByRole("textbox", { name: t("exceptions.reason") })
    .fill("Rebooked at the bank on Monday, see slip 4711.");
  await app
    .getByRole("dialog")
    .getByRole("button", { name: t("exceptions.dismiss"), exact: true })
    .click();
  await app.getByText(t("exceptions.dismissed"), { exact: true }).waitFor();
  await goTo("exceptions?show=dismissed&preset=all");
}

/** Two people have said something of the session, once for all pictures. */
export async function withTrailOfTwo(scene: Scene): Promise<undefined> {
  const { app, page, t, signIn, locale } = scene;
  if ((await app.getByRole("listitem").getByText(TRAIL.seen).count()) > 0) return;
  const say = async (act: "commented" | "escalated" | "reviewed", comment: string) => {
    await app
      .getByRole("button", { name: reviewWords(t) })
      .first()
      .click();
    await app
      .getByRole("button", { name: t(`reviewAct.${act}.choose`), exact: true })
      .first()
      .click();
    if (act === "reviewed") await app.getByLabel(t("review.cause"), { exact: true }).selectOption("unrecorded_pickup");
    if (act === "escalated") await app.getByLabel(t("review.assignee"), { exact: true }).selectOption(OWNER);
    await app.locator("textarea[name=comment]").fill(comment);
    await app
      .locator("form")
      .getByRole("button", { name: t(`reviewAct.${act}.send`), exact: true })
      .last()
      .click();
    await app.getByRole("listitem").getByText(comment).waitFor();
  };
  await signIn(ASSISTANT, locale);
  await page.reload();
  await say("commented", TRAIL.seen);
  await say("escalated", TRAIL.handed);
  await signIn(OWNER, locale);
  await page.reload();
  await say("reviewed", TRAIL.settled);
}

const TRAIL = {
  seen: "Counted twice, the same amount is missing both times.",
  handed: "Please ask the bank whether the deposit of that day was larger.",
  settled: "The deposit was larger by just this amount.",
};

/** Whichever of them the session's state calls for. */
export function reviewWords(t: Scene["t"]): RegExp {
  const words = [t("review.open"), t("review.openAnyway"), t("review.openEarly"), t("review.openMore")];
  return new RegExp(`^(${words.join("|")})$`);
}

/** A file in every state; what failed and what expired is put into the answers that the page gets from then on. */
export async function withExportsInEveryState({ app, page, t }: Scene): Promise<undefined> {
  await page.route(/\/app\/exports\/jobs/, async (route) => {
    const { "content-type": _type, "content-length": _length, ...headers } = await route.request().allHeaders();
    const answer = await page.request.get(route.request().url(), { headers });
    // The page keeps to whichever answer it takes for the latest.
    const now = new Date(Date.now() + 60_000).toISOString();
    const activity = { ...((await answer.json()) as ExportActivity), jobs: everyState(), now };
    const isWish = route.request().method() === "POST";
    await route.fulfill({ json: isWish ? { answer: { kind: "over" }, activity } : activity });
  });
  await app.getByRole("button", { name: t("exportPreview.keep") }).click();
  await app.getByText(t("exportJobState.expired"), { exact: true }).waitFor();
  await app.locator(".Polaris-Button--loading").waitFor({ state: "detached" });
}

const FIRST_ID = 900;
const ASKED = {
  ...askedOf("sessions.csv", "from=2026-10-01&to=2026-10-31&bom=1"),
  ...{ rows: 0, rowsExpected: null, bytes: 0, errorCode: null, finishedAt: null, expiresAt: null },
  ...{ userId: OWNER, person: null },
};

function everyState(): ExportJobRow[] {
  const now = Date.now();
  const at = (hours: number) => new Date(now - hours * 3_600_000).toISOString();
  const job = (state: ExportJobRow["state"], given: Partial<ExportJobRow>): Partial<ExportJobRow> => ({
    state,
    ...given,
  });
  return [
    job("running", { file: "activities.csv", rows: 48_200, rowsExpected: 212_640, queuedAt: at(0.02) }),
    job("queued", { file: "sessions.xlsx", queuedAt: at(0.01) }),
    job("done", { file: "activities.xlsx", rows: 212_640, bytes: 31_457_280, queuedAt: at(20), expiresAt: at(-148) }),
    job("failed", { file: "activities.csv", errorCode: "DATABASE_FULL", rows: 12_000, queuedAt: at(30) }),
    job("failed", { file: "journal-xero.csv", errorCode: "REFUSED", queuedAt: at(31) }),
    job("cancelled", { file: "drawers.csv", queuedAt: at(50) }),
    job("expired", { file: "daily-totals.csv", rows: 390, bytes: 52_113, queuedAt: at(200), expiresAt: at(30) }),
  ].map((given, index) => ({ ...ASKED, ...given, id: String(FIRST_ID + index) }) as ExportJobRow);
}
