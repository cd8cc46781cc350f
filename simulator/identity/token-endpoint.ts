import type { AdminUser } from "./admin-user.ts";
import type { AppRegistration } from "./app-registration.ts";
import { verifyIdToken } from "./id-token.ts";
import type { Installation } from "./installation.ts";
import {
  issueAccessToken,
  issueRefreshToken,
  OFFLINE_SECONDS,
  ONLINE_SECONDS,
  REFRESH_SECONDS,
  type RefreshTokenFacts,
  spendRefreshToken,
} from "./tokens.ts";

export interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}

interface TokenRequest {
  app: AppRegistration;
  installation: Installation;
  /** Null for a user id that the shop does not know. */
  userById(id: string): AdminUser | null;
  now: Date;
  parameters: Record<string, unknown>;
}

const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE_TYPE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE_TYPE = "urn:shopify:params:oauth:token-type:online-access-token";

/** Answers POST /admin/oauth/access_token: token exchange and refresh. */
export function answerTokenRequest(request: TokenRequest): TokenAnswer {
  const { app, parameters } = request;
  if (parameters.client_id !== app.apiKey) {
    return refuse("application_cannot_be_found", "No application found for the given client_id.");
  }
  if (parameters.client_secret !== app.apiSecret) {
    return refuse("invalid_client", "The client_secret does not belong to this client_id.", 401);
  }
  if (!request.installation.isInstalled) {
    return refuse("app_not_installed", "The application is not installed on this shop.");
  }
  switch (parameters.grant_type) {
    case TOKEN_EXCHANGE:
      return exchange(request);
    case "refresh_token":
      return refresh(request);
    default:
      return refuse("unsupported_grant_type", "grant_type is neither a token exchange nor a refresh.");
  }
}

function exchange(request: TokenRequest): TokenAnswer {
  const { app, installation, now, parameters } = request;
  if (parameters.subject_token_type !== ID_TOKEN_TYPE) {
    return refuse("invalid_request", `subject_token_type must be ${ID_TOKEN_TYPE}.`);
  }
  const claims = verifyIdToken(app, installation.shop, String(parameters.subject_token ?? ""), now);
  if (!claims) return refuse("invalid_subject_token", "The subject_token is not a valid id token of this shop.");
  switch (parameters.requested_token_type) {
    case OFFLINE_TYPE:
      return String(parameters.expiring ?? "0") === "1" ? expiring(request, null) : neverExpiring(request);
    case ONLINE_TYPE:
      return online(request, claims.sub);
    default:
      return refuse("invalid_request", "requested_token_type is neither offline nor online.");
  }
}

function refresh(request: TokenRequest): TokenAnswer {
  const spent = spendRefreshToken(request, String(request.parameters.refresh_token ?? ""));
  if (!spent) return refuse("invalid_grant", "The refresh token is unknown, expired or retired.");
  return expiring(request, spent);
}

function expiring(request: TokenRequest, previous: RefreshTokenFacts | null): TokenAnswer {
  return accept(request, {
    access_token: issueAccessToken(request, { kind: "offline", userId: null }, OFFLINE_SECONDS),
    expires_in: OFFLINE_SECONDS,
    refresh_token: issueRefreshToken(request, previous),
    refresh_token_expires_in: REFRESH_SECONDS,
  });
}

function neverExpiring(request: TokenRequest): TokenAnswer {
  return accept(request, { access_token: issueAccessToken(request, { kind: "offline", userId: null }, null) });
}

function online(request: TokenRequest, userId: string): TokenAnswer {
  const user = request.userById(userId);
  if (!user) return refuse("invalid_subject_token", "The user of the subject_token is not a user of this shop.");
  const scope = request.installation.granted.join(",");
  return accept(request, {
    access_token: issueAccessToken(request, { kind: "online", userId }, ONLINE_SECONDS),
    expires_in: ONLINE_SECONDS,
    associated_user_scope: scope,
    associated_user: {
      id: Number(user.id),
      first_name: user.firstName,
      last_name: user.lastName,
      email: user.email,
      email_verified: true,
      account_owner: user.isAccountOwner,
      locale: user.locale,
      collaborator: false,
    },
  });
}

function accept(request: TokenRequest, body: Record<string, unknown>): TokenAnswer {
  return { status: 200, body: { ...body, scope: request.installation.granted.join(",") } };
}

function refuse(error: string, description: string, status = 400): TokenAnswer {
  return { status, body: { error, error_description: description } };
}
