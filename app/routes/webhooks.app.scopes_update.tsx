import type { ActionFunctionArgs } from "@remix-run/node";
import { updateScopes } from "#app/webhooks/app-lifecycle.server.ts";
import { onlyDeliveries, receiveWebhook } from "#app/webhooks/receive-webhook.server.ts";

export const action = ({ request }: ActionFunctionArgs) => receiveWebhook(request, updateScopes);

export const loader = onlyDeliveries;
