/**
 * The same items, each next one asked for while the one before is being used: the database reads while the process
 * writes. One and no more, so that memory stays flat, and whoever leaves has had at most one read for nothing.
 */
export async function* oneAhead<Item>(items: AsyncGenerator<Item, void>): AsyncGenerator<Item, void> {
  try {
    let upcoming = items.next();
    for (;;) {
      const { done, value } = await upcoming;
      if (done) return;
      upcoming = items.next();
      // It is awaited in the next turn, and fails there; until then a failure must not end the process.
      upcoming.catch(() => {});
      yield value;
    }
  } finally {
    await items.return();
  }
}
