# Stands in for eclipse-temurin:17 and :17-jre where Docker Hub is not reached: Debian's JDK 17.
ARG DEBIAN=debian:bookworm-slim
FROM ${DEBIAN}
ARG PACKAGE=openjdk-17-jdk-headless
RUN apt-get update \
    && apt-get install -y --no-install-recommends ${PACKAGE} \
    && rm -rf /var/lib/apt/lists/*
