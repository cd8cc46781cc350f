import { type ActionFunctionArgs, json } from "@remix-run/node";

import { readForm } from "#app/request-form.ts";
import { arrangeCards } from "#app/review/overview-cards.server.ts";
import { requireShop } from "#app/shopify.server.ts";

// A route of its own: the overview and the settings put cards away and fetch them back.
export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const answer = await arrangeCards(shop, { form: await readForm(request), userId, now: new Date() });
  return json(answer, { status: answer.isDone ? 200 : 422 });
}
