import "#tests/support/app-env.ts";
import { describe, expect, it } from "vitest";
import { db, useDatabase } from "#app/db.server.ts";
import { exportFile } from "#app/exports/export-file.server.ts";
import { previewExport } from "#app/exports/export-preview.server.ts";
import { claimExport, LEASE_MS } from "#app/jobs/export-queue.server.ts";
import { performDueExport } from "#app/jobs/perform-export.server.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { SURROUNDINGS } from "#app/sync/perform-run.server.ts";
import { queueRun } from "#app/sync/runs.server.ts";
import sql from "sql-template-tag";
import {
  QUERY,
  SESSIONS,
  THEIRS,
  activity,
  ask,
  countChunks,
  database,
  fetchJob,
  mine,
  never,
  onceStored,
  onlyJob,
  start,
  theirs,
  ticketFor,
  whenStoring,
  wish,
  withExportShops,
  work,
} from "#tests/support/background-exports.ts";

// Files that are made in the background, asked for and fetched over HTTP as the page does.

withExportShops();

describe("a file made in the background", () => {
  it("is the file that a direct download gives, kept in pieces and fetched by a ticket", async () => {
    const { status, answer } = await start();
    expect([status, answer]).toEqual([202, { kind: "queued" }]);
    expect(await onlyJob()).toMatchObject({ state: "queued", person: "Ana", file: "sessions.csv", expiresAt: null });
    await work();
    const job = await onlyJob();
    expect(job).toMatchObject({ state: "done", rows: SESSIONS, rowsExpected: SESSIONS });
    expect(Date.parse(job.expiresAt ?? "") - Date.parse(job.finishedAt ?? "")).toBe(7 * 86_400_000);
    expect(await countChunks()).toBeGreaterThan(1);

    const direct = await (await exportFile(mine, "sessions.csv", new URLSearchParams(QUERY))).text();
    const fetched = await fetchJob(job.id);
    expect(fetched.headers.get("Content-Disposition")).toContain(
      "till-ledger-sessions-mine-2026-11-01-to-2026-11-30.csv",
    );
    expect(fetched.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect((await fetched.text()) === direct).toBe(true);
    expect(job.bytes).toBe(Buffer.byteLength(direct));
  });

  it("keeps the days that were meant when it was asked for", async () => {
    await start("preset=last_30_days&status=short&bom=0&sort=size_desc");
    const { query } = await onlyJob();
    expect(query).toMatch(/^from=\d{4}-\d\d-\d\d&status=short&to=\d{4}-\d\d-\d\d$/);
  });

  it("is refused in the export's own words where the export would refuse", async () => {
    const { status, answer, activity: after } = await start("status=lost");
    expect([status, answer.kind, after.jobs]).toEqual([400, "refused", []]);
    expect((answer as { message: string }).message).toContain("status takes");
    expect((await wish({ act: "start", file: "passwords.csv", query: "" })).status).toBe(404);
    expect((await wish({ act: "explode" })).status).toBe(404);
  });

  it("asked for twice while it is unfinished is made once, and again afterwards", async () => {
    const [first, second] = await Promise.all([start(), start("to=2026-11-30&from=2026-11-01&echo=0")]);
    expect([first.answer.kind, second.answer.kind].sort()).toEqual(["joined", "queued"]);
    await work();
    expect((await start()).answer.kind).toBe("queued");
  });

  it("waits for room: a shop has three unfinished at most, and another shop its own", async () => {
    for (const day of ["01", "02", "03"]) await start(`from=2026-11-${day}`);
    const { status, answer } = await start();
    expect([status, answer]).toEqual([409, { kind: "too_many", limit: 3 }]);
    expect((await start(QUERY, { shop: THEIRS })).answer.kind).toBe("queued");
    // Theirs came last, and does not wait for all of mine.
    const order = [await claimExport(new Date()), await claimExport(new Date()), await claimExport(new Date())];
    expect(order.map((run) => run?.shopId)).toEqual([mine.id, theirs.id, undefined]);
  });

  it("is another shop's business alone", async () => {
    await start();
    await work();
    const { id } = await onlyJob();
    expect((await ticketFor(id, THEIRS)).status).toBe(404);
    expect((await wish({ act: "cancel", job: id }, { shop: THEIRS })).status).toBe(404);
    expect((await activity(THEIRS)).jobs).toEqual([]);
    expect(await onlyJob()).toMatchObject({ state: "done" });
    for (const none of ["999", "0", "-1", "1 OR 1=1", ""]) expect((await ticketFor(none)).status).toBe(404);
  });
});

describe("the page", () => {
  const document = async (query: string) => (await ask(`/app/exports?${query}`)).text();

  it("shows the count and the first rows, and only what the report can be narrowed by", async () => {
    const sessions = await document(`file=sessions.csv&${QUERY}`);
    expect(sessions).toContain(`${SESSIONS.toLocaleString("en")} rows`);
    expect(sessions.match(/PointOfSaleDevicePaymentSession\/\d+<\/td>/g)).toHaveLength(10);
    expect(sessions).toContain("Add filter");
    const journal = await document(`file=journal-xero.csv&${QUERY}&status=lost&status=short`);
    expect(journal).toContain("*Narration");
    expect(journal).not.toContain("Add filter");
  });

  it("says that there is nothing, and what failed, and stays", async () => {
    expect(await document("file=sessions.csv&from=2010-01-01&to=2010-01-02")).toContain("No rows");
    useDatabase({
      ...database,
      forShop: (id) => ({
        query: (statement) =>
          statement.text.includes(") listed")
            ? Promise.reject(new Error("out"))
            : database.forShop(id).query(statement),
      }),
    });
    try {
      expect(await document(`file=sessions.csv&${QUERY}`)).toContain("The preview could not be read.");
    } finally {
      useDatabase(database);
    }
  });

  it("counts sums by reading them, and has what takes too long made in the background", async () => {
    const preview = (patienceMs: number) =>
      previewExport(theirs, "daily-totals.csv", new URLSearchParams("per=location"), { userId: "1", patienceMs });
    expect(await preview(10_000)).toMatchObject({ count: { rows: 12, isExact: true }, isLong: false });
    const cutShort = await preview(-1);
    expect(cutShort).toMatchObject({ count: { rows: 12, isExact: false }, isLong: true });
    expect(cutShort.kind === "table" && cutShort.rows).toHaveLength(10);
  });
});

describe("a worker", () => {
  it("makes files while every place for shops is taken by a sync that Shopify does not answer", async () => {
    const { promise: silence, reject: breakSilence } = Promise.withResolvers<Response>();
    silence.catch(() => {});
    let asked = 0;
    const surroundings = {
      ...SURROUNDINGS,
      fetch: () => ((asked += 1), silence),
    };
    for (const { id } of [mine, theirs]) await queueRun(id, "poll", { now: new Date() });
    const worker = startWorker({ surroundings });
    await expect.poll(() => asked).toBe(2);
    await start();
    await expect.poll(async () => (await onlyJob()).state).toBe("done");
    expect(asked).toBe(2);
    breakSilence(new TypeError("fetch failed"));
    await worker.stop();
  });
});

describe("a file that is no longer wanted", () => {
  it("is not begun when it still waits", async () => {
    await start();
    const { id } = await onlyJob();
    expect((await wish({ act: "cancel", job: id })).activity.jobs[0]).toMatchObject({ state: "cancelled" });
    await work();
    expect(await countChunks()).toBe(0);
    expect((await wish({ act: "cancel", job: id })).answer.kind).toBe("over");
  });

  it("stops in the middle, and nothing of it stays", async () => {
    await start();
    const { id } = await onlyJob();
    let pieces = 0;
    const cancelAtSecond = async () => {
      pieces += 1;
      if (pieces === 2) await wish({ act: "cancel", job: id });
    };
    await onceStored(cancelAtSecond, async () => {
      await performDueExport({ now: () => new Date(), cutOff: never, chunkBytes: 1 });
    });
    expect(await onlyJob()).toMatchObject({ state: "cancelled" });
    expect(await countChunks()).toBe(0);
    expect(pieces).toBe(2);
  });
});

describe("a file whose maker goes away", () => {
  it("is begun anew by another process when the lease has passed, and is whole", async () => {
    await start();
    const dead = await claimExport(new Date());
    await db().execute(sql`INSERT INTO export_chunk (shop_id, job_id, number, body)
      VALUES (${mine.id}, ${dead?.id}, 7, '\\xdead')`);
    await work();
    expect(await onlyJob()).toMatchObject({ state: "running" });
    const later = new Date(Date.now() + LEASE_MS + 1_000);
    await work(() => later);
    const job = await onlyJob();
    expect(job).toMatchObject({ state: "done", rows: SESSIONS });
    expect((await (await fetchJob(job.id)).text()).split("\r\n")).toHaveLength(SESSIONS + 2);
  });

  it("is handed back whole when the process is stopped, however often", async () => {
    await start();
    for (let stop = 0; stop < 4; stop += 1) {
      const stopped = new AbortController();
      await whenStoring(
        async () => stopped.abort(),
        async () => void (await performDueExport({ now: () => new Date(), cutOff: stopped.signal, chunkBytes: 1 })),
      );
      expect(await onlyJob()).toMatchObject({ state: "queued", rows: 0 });
      expect(await countChunks()).toBe(0);
    }
    await work();
    expect(await onlyJob()).toMatchObject({ state: "done" });
  });

  it("is given up when it has taken three processes with it", async () => {
    await start();
    let now = Date.now();
    for (let life = 0; life < 3; life += 1) {
      expect(await claimExport(new Date(now))).not.toBeNull();
      now += LEASE_MS + 1_000;
    }
    await work(() => new Date(now));
    expect(await onlyJob()).toMatchObject({ state: "failed", errorCode: "BROKEN_OFF" });
  });
});

describe("a database in trouble", () => {
  const failing = (error: Error) => () => Promise.reject(error);

  it("that is full fails the file in words, and gives back what it took", async () => {
    await start();
    const full = Object.assign(new Error("could not extend file"), { code: "53100" });
    await whenStoring(failing(full), () => work());
    expect(await onlyJob()).toMatchObject({ state: "failed", errorCode: "DATABASE_FULL" });
    expect(await countChunks()).toBe(0);
    expect((await start()).answer.kind).toBe("queued");
    await work();
    expect((await activity()).jobs.map(({ state }) => state)).toEqual(["done", "failed"]);
  });

  it("that goes away has the file begun anew a little later", async () => {
    await start();
    const gone = Object.assign(new Error("terminating connection"), { code: "57P01" });
    const began = Date.now();
    await whenStoring(failing(gone), () => work(() => new Date(began)));
    expect(await onlyJob()).toMatchObject({ state: "queued", errorCode: null });
    await work(() => new Date(began + 11_000));
    expect(await onlyJob()).toMatchObject({ state: "done" });
  });
});
