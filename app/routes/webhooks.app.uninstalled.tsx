import type { ActionFunctionArgs } from "@remix-run/node";
import { uninstall } from "#app/webhooks/app-lifecycle.server.ts";
import { onlyDeliveries, receiveWebhook } from "#app/webhooks/receive-webhook.server.ts";

export const action = ({ request }: ActionFunctionArgs) => receiveWebhook(request, uninstall);

export const loader = onlyDeliveries;
