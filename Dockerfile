# One image for every process: the whole graph, a gateway, a subgraph server, the seed (see compose.yaml).
#
# It has not been built on the machine where it was written, which has no Docker daemon. There, only this was checked:
# the commands and paths in it exist (scripts/documentation.test.ts), and the graph runs on what
# `npm ci --omit=dev` installs.

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY scripts/setup/hashes.mjs ./
RUN node -e "import('./hashes.mjs').then(({ NODE_SHA256: known, sha256Of }) => { if (sha256Of('node_modules/node/bin/node') !== known['linux-' + process.arch]) throw new Error('This is not the pinned Node.'); })"

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY scripts scripts
COPY lib lib
COPY schema schema
COPY gateway gateway
COPY subgraphs subgraphs
COPY seed seed
COPY examples examples
COPY configuration configuration
COPY apps apps

# The pinned Node of node_modules comes first, whichever 24 the image has.
ENV PATH=/app/node_modules/.bin:$PATH \
    NODE_ENV=production \
    HOST=0.0.0.0 \
    LOCAL_DIRECTORY=/data

# Holds the keys generated on the first start outside production. In production KEYS_FILE names a mounted file.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 4000

HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.MONITORING_PORT || process.env.PORT || 4000}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

CMD ["sh", "-c", "exec node $(node scripts/heap-flags.mjs) --import ./lib/platform/process/compile-cache.mjs apps/graph.ts"]
