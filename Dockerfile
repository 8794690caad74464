# The image has the layout of Alertmanager's own: the file is /etc/alertmanager/alertmanager.yml, state is in /alertmanager, and
# arguments are the server's flags. It runs as user 1000 and writes nothing outside /alertmanager.

FROM node:24-bookworm-slim AS build
WORKDIR /build
# Packages first: their layer is made anew only when the lock file changes.
COPY package.json package-lock.json .npmrc ./
COPY .ci .ci
RUN sh .ci/setup packages
COPY tsconfig.json vite.config.ts vite.server.config.ts ./
COPY src src
RUN npm run build
# The image brings its own Node, and SQLite needs neither its sources nor its binaries for other systems.
RUN npm prune --omit=dev \
 && rm -rf node_modules/node node_modules/node-* node_modules/.bin node_modules/better-sqlite3/deps node_modules/better-sqlite3/src \
 && find node_modules/better-sqlite3/prebuilds -name '*.node' ! -name "linux-$(node -p process.arch).node" -delete \
 && find dist node_modules \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
 && chmod +x dist/main.js

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Tocsin" \
      org.opencontainers.image.description="A drop-in replacement for Prometheus Alertmanager" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production
RUN install --directory --owner=1000 --group=1000 /alertmanager /app/.cache && ln -s /app/dist/main.js /usr/local/bin/tocsin
COPY LICENSE package.json /app/
COPY docs/reference/openapi.gen.json /app/docs/reference/
COPY --from=build /build/node_modules /app/node_modules
COPY --from=build /build/dist /app/dist
COPY config/alertmanager.yml /etc/alertmanager/alertmanager.yml
# A number, so that Kubernetes can see that it is not root.
USER 1000:1000
# Compiles everything once, so that no start has to. Node keeps it for this user alone; from then on nobody writes there.
RUN node /app/dist/main.js --version && chmod -R a-w /app/.cache
WORKDIR /alertmanager
VOLUME /alertmanager
EXPOSE 9093
# With a route prefix, TLS or another port, HEALTHCHECK_URL says where to ask.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(process.env.HEALTHCHECK_URL ?? 'http://127.0.0.1:9093/-/healthy').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/main.js"]
CMD ["--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager"]
