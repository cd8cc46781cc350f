import fc from "fast-check";

// A property tries the same examples each time: what fails in one run fails in the next, and no change is refused for an
// example that it has nothing to do with. `npm run test:fuzz` looks for new ones, and says the seed of what it finds.
if (process.env.FUZZ_ROUNDS === undefined) fc.configureGlobal({ seed: 20261122 });
