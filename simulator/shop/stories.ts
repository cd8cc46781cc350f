import type { Plan } from "./plans.ts";
import type { Post } from "./premises.ts";
import { HOURS } from "./stories/hours.ts";
import { LOSSES } from "./stories/losses.ts";
import { RECORDS } from "./stories/records.ts";
import { SLIPS } from "./stories/slips.ts";
import { Planting, type Story } from "./stories/story.ts";

/** Everything that was planted in the demo shop; simulator/README.md tells the same. */
export const STORIES: Story[] = [...LOSSES, ...SLIPS, ...HOURS, ...RECORDS];

export interface Planted {
  /** By story id: the plans that tell it. A story that finds no session far enough back has none. */
  told: Map<string, Plan[]>;
  /** Devices that are out of use from then on. */
  retired: ReadonlySet<string>;
}

/** Puts every story into the plans, which are in the order of their opening. */
export function plantStories(input: { posts: Post[]; plans: Plan[]; now: Date }): Planted {
  const shop = new Planting(input);
  const told = new Map(STORIES.map((story) => [story.id, story.plant(shop)]));
  return { told, retired: shop.retired };
}

/** The stories as simulator/README.md prints them. */
export function describeStories(): string {
  return STORIES.map(({ id, title, location, drawer, when, what }) =>
    [`### ${title}`, `${what}`, `\`${id}\` · location: ${location} · drawer: ${drawer} · when: ${when}`].join("\n\n"),
  ).join("\n\n");
}
