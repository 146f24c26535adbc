# Stands in for apicurio/apicurio-registry where Docker Hub is not reached: the distribution of that
# release that is on Maven Central, on Debian's JRE 21.
FROM debian:trixie-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-21-jre-headless \
    && rm -rf /var/lib/apt/lists/*
COPY apicurio/ /deployments/
USER 1001
EXPOSE 8080
CMD ["java", "-XX:MaxRAMPercentage=60", "-jar", "/deployments/quarkus-run.jar"]
