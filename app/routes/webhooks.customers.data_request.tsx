import type { ActionFunctionArgs } from "@remix-run/node";
import { describeCustomerData } from "#app/webhooks/privacy.server.ts";
import { onlyDeliveries, receiveWebhook } from "#app/webhooks/receive-webhook.server.ts";

export const action = ({ request }: ActionFunctionArgs) => receiveWebhook(request, describeCustomerData);

export const loader = onlyDeliveries;
