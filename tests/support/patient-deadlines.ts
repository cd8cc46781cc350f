// The app gives a Shopify that does not answer some seconds, by AbortSignal.timeout. On a busy machine they pass before a
// stand-in that does answer has come to it, often in the very process that waits. So they last twenty times as long here;
// what a test waits for in earnest is shorter than these.

export {};

const SHORTEST_MS = 5_000;
const TIMES = 20;

const PATIENT = Symbol.for("till-ledger-tests.patient");
const places = globalThis as { [PATIENT]?: true };

if (places[PATIENT] === undefined) {
  places[PATIENT] = true;
  const real = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => real(ms < SHORTEST_MS ? ms : ms * TIMES);
}
