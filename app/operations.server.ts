import { createServer, type Server } from "node:http";
import { alertFigures } from "#app/alerts/alert-figures.server.ts";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { type Gauge, renderMetrics } from "#app/metrics.server.ts";
import { readiness } from "#app/readiness.server.ts";
import { queueFigures } from "#app/sync/queue-figures.server.ts";

/**
 * Opens the port for those who run the app: /metrics, /healthz and /readyz. It is never the public one, for it tells
 * how many shops there are and asks nobody who they are.
 */
export async function startOperations(where: { port: number; host: string }): Promise<{
  origin: string;
  stop(): Promise<void>;
}> {
  const server = createServer((request, response) => {
    answer(request.method ?? "", (request.url ?? "").replace(/[?#].*/s, ""))
      .catch((error: unknown) => {
        log.error({ err: error }, "the operations port could not answer");
        return new Response("unavailable\n", { status: 503 });
      })
      .then(async (found) => {
        const body = await found.text();
        response
          .writeHead(found.status, { "Content-Type": found.headers.get("Content-Type") ?? "text/plain" })
          .end(body);
      })
      .catch(() => response.destroy());
  });
  const origin = await listen(server, where);
  log.info({ origin }, "metrics are served");
  return {
    origin,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(method: string, path: string): Promise<Response> {
  if (method !== "GET") return new Response("GET only\n", { status: 405 });
  switch (path) {
    case "/metrics": {
      const gauges = [...processFigures(), ...(await databaseFigures())];
      return new Response(renderMetrics(gauges), { headers: { "Content-Type": "text/plain; version=0.0.4" } });
    }
    case "/healthz":
      return Response.json({ status: "ok" });
    case "/readyz":
      return readiness();
    default:
      return new Response("/metrics, /healthz, /readyz\n", { status: 404 });
  }
}

// By the names that Prometheus' own clients give them.
function processFigures(): Gauge[] {
  return [
    figure("process_resident_memory_bytes", "Memory held by the process.", process.memoryUsage.rss()),
    figure("process_start_time_seconds", "When the process began.", Math.round(Date.now() / 1000 - process.uptime())),
  ];
}

/** A scrape of a process whose database is gone still says what it counted, and that the database is gone. */
async function databaseFigures(): Promise<Gauge[]> {
  const up = (value: 0 | 1) => figure("till_ledger_database_up", "Whether the database answered just now.", value);
  const fence = (value: 0 | 1) =>
    figure("till_ledger_tenant_fence", "Whether reports are read behind the second fence around a shop's rows.", value);
  try {
    const { isUp } = await db().fence();
    return [up(1), fence(isUp ? 1 : 0), ...(await queueFigures(new Date())), ...(await alertFigures(new Date()))];
  } catch (error) {
    log.error({ err: error }, "the database does not answer");
    return [up(0)];
  }
}

function figure(name: string, help: string, value: number): Gauge {
  return { name, help, samples: [{ labels: {}, value }] };
}

async function listen(server: Server, { port, host }: { port: number; host: string }): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      const message = `Port ${port} is taken. Stop what listens there, or choose another with METRICS_PORT.`;
      reject(isTaken ? Object.assign(new Error(message), { code: error.code }) : error);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return `http://${host}:${typeof address === "object" && address ? address.port : port}`;
}
