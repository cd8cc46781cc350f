import type { Plan } from "./plans.ts";
import type { Post } from "./premises.ts";
import { HOURS } from "./stories/hours.ts";
import { LOSSES } from "./stories/losses.ts";
import { RECORDS } from "./stories/records.ts";
import { SLIPS } from "./stories/slips.ts";
import { Planting, type Story } from "./stories/story.ts";

/** Everything that was planted in the demo shop; simulator/README.md tells the same. */
export const STORIES: Story[] = [...LOSSES, ...SLIPS, ...HOURS, ...RECORDS];

/** Puts every story into the plans; says which plans tell it. A story that finds no session far enough back is left out. */
export function plantStories(input: { posts: Post[]; plans: Plan[]; now: Date }): Map<string, Plan[]> {
  const shop = new Planting(input);
  return new Map(STORIES.map((story) => [story.id, story.plant(shop)]));
}

/** The stories as simulator/README.md prints them. */
export function describeStories(): string {
  return STORIES.map(({ id, title, location, drawer, when, what }) =>
    [`### ${title}`, `${what}`, `\`${id}\` · location: ${location} · drawer: ${drawer} · when: ${when}`].join("\n\n"),
  ).join("\n\n");
}
