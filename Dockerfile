# Tidemark's jar in a small image: to be copied from by an init container, and to run its command line.
#   docker build -t tidemark .
#   docker run --rm tidemark --help
FROM maven:3.9-eclipse-temurin-17 AS build
# the native library is compiled for both architectures that it is for
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev gcc-aarch64-linux-gnu \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
# what Maven fetches is kept between builds
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -pl agent -am -Dmaven.test.skip=true -Dspotless.check.skip=true package

FROM eclipse-temurin:17-jre
COPY --from=build /src/agent/target/tidemark.jar /tidemark/tidemark.jar
# a number, so that Kubernetes can tell that it is not root
USER 65532:65532
ENTRYPOINT ["java", "-jar", "/tidemark/tidemark.jar"]
CMD ["--help"]
