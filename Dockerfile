# docker build -t herbarium .
FROM swift:6.3-bookworm AS build
WORKDIR /src
COPY . .
RUN make install DESTDIR=/made PREFIX=/usr/local

FROM debian:12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends \
    libcmark-gfm0.29.0.gfm.6 libcmark-gfm-extensions0.29.0.gfm.6 libcurl4 libhiredis0.14 libpq5 librabbitmq4 libsimdjson14 \
    libsqlite3-0 libssl3 libstdc++6 zlib1g ca-certificates tzdata \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /made/ /
# The site and the history go to /data. By its number, Kubernetes knows that the user isn't root, and gives it the volume (fsGroup).
RUN useradd --uid 10001 --create-home --home-dir /data herbarium
USER 10001
VOLUME /data
WORKDIR /data
ENV XDG_STATE_HOME=/data
ENTRYPOINT ["herbarium"]
CMD ["--help"]
