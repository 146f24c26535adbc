# Stands in for apache/kafka where Docker Hub is not reached: the jars of the same release, from Maven
# Central, in the same folders, with the same user, and set up from the environment by the same class.
FROM eclipse-temurin:17-jre
RUN useradd --uid 1000 --create-home appuser \
    && install -d -o appuser -g root /opt/kafka/config /var/lib/kafka /var/lib/kafka/data /mnt/shared/config
COPY lib/ /opt/kafka/libs/
COPY tools/ /opt/kafka/libs/
RUN mkdir /opt/kafka/bin \
    && printf '#!/bin/sh\nexec java -cp "/opt/kafka/libs/*" org.apache.kafka.tools.GetOffsetShell "$@"\n' \
      > /opt/kafka/bin/kafka-get-offsets.sh \
    && chmod 0755 /opt/kafka/bin/kafka-get-offsets.sh
COPY start-kafka /etc/kafka/docker/run
COPY logback.xml /opt/kafka/config/logback.xml
RUN install -d -o appuser /etc/kafka/docker && : > /etc/kafka/docker/server.properties
USER appuser
ENV CLUSTER_ID=5L6g3nShT-eMCtK--X86sw
EXPOSE 9092
CMD ["bash", "/etc/kafka/docker/run"]
