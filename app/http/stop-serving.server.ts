import type { Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";

/**
 * Keeps account of what a server has begun to answer. What is answered stops it: it takes nothing new, answers what it
 * has begun to the last byte, and cuts off what is not through after `limitMs`.
 *
 * Not by the server's own `close()` alone. That leaves a connection open whose answer was under way and said that it
 * would be kept, and so waits out the limit on every stop; and it cuts one whose answer was handed over but is not sent:
 * of 20 MB to a slow reader 4 arrived (Node 24.21).
 */
export function stoppable(server: Server): (limitMs: number) => Promise<void> {
  const connections = new Set<Socket>();
  const answering = new Set<ServerResponse>();
  let isStopping = false;
  server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  // Before the app, which may answer at once.
  server.prependListener("request", (_request, response) => {
    answering.add(response);
    if (isStopping) response.setHeader("Connection", "close");
    const { socket } = response;
    response.once("close", () => {
      answering.delete(response);
      if (isStopping) socket?.destroySoon();
    });
  });
  return (limitMs) =>
    new Promise((resolve) => {
      isStopping = true;
      const cut = setTimeout(() => connections.forEach((socket) => socket.destroy()), limitMs);
      NetServer.prototype.close.call(server, () => {
        clearTimeout(cut);
        resolve();
      });
      for (const response of answering) if (!response.headersSent) response.setHeader("Connection", "close");
      const inUse = new Set([...answering].map(({ socket }) => socket));
      for (const socket of connections) if (!inUse.has(socket)) socket.destroySoon();
    });
}
