import { describe, expect, test } from "vitest";
import { BulkFileError, type FilePage, filePages } from "./bulk-file.ts";

const MONEY = { amount: "12.50", currencyCode: "USD" };

function aLine(id: number, note = "counted"): string {
  return JSON.stringify({
    id: `gid://shopify/PointOfSaleDevicePaymentSession/${id}`,
    status: "OPEN",
    currency: "USD",
    openingTime: "2026-10-01T12:00:00Z",
    openingNote: note,
    totalsReady: false,
    cashDrawer: { id: "gid://shopify/CashDrawer/1", name: "Front" },
    expectedCashAtOpen: MONEY,
    cashCountedAtOpen: MONEY,
    totalCashSales: MONEY,
    totalCashRefunds: MONEY,
    netCashSales: MONEY,
    totalAdjustments: MONEY,
    totalDiscrepancy: MONEY,
    totalSales: MONEY,
    totalRefunds: MONEY,
    netSales: MONEY,
  });
}

/** A file that comes in pieces of so many bytes, and how many of its bytes were fetched. */
function aFile(text: string, pieceLength: number) {
  const bytes = new TextEncoder().encode(text);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(bytes.slice(sent, sent + pieceLength));
      sent += pieceLength;
      if (sent >= bytes.length) controller.close();
    },
  });
  return { open: () => Promise.resolve(new Response(body)), share: () => sent / bytes.length };
}

async function read(text: string, { pieceLength = 1_000, passedOver = 0 } = {}): Promise<FilePage[]> {
  const pages: FilePage[] = [];
  for await (const page of filePages(aFile(text, pieceLength).open, passedOver)) pages.push(page);
  return pages;
}

function idsOf(pages: FilePage[]): string[] {
  return pages.flatMap((page) => page.rows.map(({ id }) => id));
}

function lines(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => `${aLine(from + index)}\n`).join("");
}

describe("a file of sessions", () => {
  test("comes in pages, and the last one says how many lines there are", async () => {
    const pages = await read(lines(1, 600));
    expect(pages.map((page) => [page.rows.length, page.lines])).toEqual([
      [250, 250],
      [250, 500],
      [100, 600],
    ]);
  });

  test("is read from the line after those that are stored", async () => {
    const pages = await read(lines(1, 5), { passedOver: 3 });
    expect([idsOf(pages), pages.at(-1)?.lines]).toEqual([["4", "5"], 5]);
    expect(await read(lines(1, 3), { passedOver: 3 })).toEqual([{ rows: [], malformed: [], lines: 3 }]);
  });

  test("is divided at line feeds alone, wherever its pieces end", async () => {
    const note = "é 你好 🙂 \u2028 and \u2029";
    for (const pieceLength of [1, 7, 100_000]) {
      const [page] = await read(`${aLine(1, note)}\n${aLine(2, note)}`, { pieceLength });
      expect(page?.rows.map((row) => row.openingNote)).toEqual([note, note]);
    }
  });

  test("with a line that is no session gives the others", async () => {
    const [page] = await read(`${aLine(1)}\n{"id":"gid://shopify/PointOfSaleDevicePaymentSession/2"}\n${aLine(3)}\n`);
    expect([page?.rows.map(({ id }) => id), page?.malformed.length, page?.lines]).toEqual([["1", "3"], 1, 3]);
  });

  test("is fetched as it is read: hardly more than a page is in memory", async () => {
    const { open, share } = aFile(lines(1, 5_000), 4_096);
    for await (const page of filePages(open, 0)) {
      expect(page.rows.length).toBeLessThanOrEqual(250);
      expect(share() - page.lines / 5_000).toBeLessThan(0.01);
    }
  });

  test.each([
    ["cut off in a line", () => Promise.resolve(new Response(lines(1, 2).slice(0, -9))), false],
    ["a page of HTML", () => Promise.resolve(new Response("<!doctype html>")), false],
    ["an answer of trouble", () => Promise.resolve(new Response("", { status: 503 })), false],
    ["an address that expired", () => Promise.resolve(new Response("", { status: 400 })), true],
    ["a file that was deleted", () => Promise.resolve(new Response("", { status: 404 })), true],
    ["no connection", () => Promise.reject(new TypeError("fetch failed")), false],
  ])("that is %s is an error of its own", async (_, open, isGone) => {
    const reading = (async () => {
      for await (const page of filePages(open, 0)) expect(page.lines).toBe(0);
    })();
    await expect(reading).rejects.toSatisfy((error) => error instanceof BulkFileError && error.isGone === isGone);
  });
});
