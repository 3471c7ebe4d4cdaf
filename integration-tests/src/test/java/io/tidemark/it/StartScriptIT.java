package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Ports;
import io.tidemark.it.support.SameMoment;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tomcat;
import io.tidemark.it.support.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that its own script starts and stops gets Tidemark by JAVA_TOOL_OPTIONS, and does and
 * says what it does and says under an option that changes nothing.
 */
class StartScriptIT {

  private static final int MIN_SLOTS = 256;

  /** Sets a system property that nobody reads. */
  private static final String NOTHING = "-Dit.nothing=here";

  @TempDir Path folder;

  private final int port = Ports.free();
  private final CensusClient client =
      new CensusClient(URI.create("http://127.0.0.1:" + port + "/"));

  /**
   * What a server left behind.
   *
   * @param page its default page
   * @param stop what its script left when it stopped it
   * @param exitCode its own exit code
   * @param stdout its lines of standard output
   * @param stderr its lines of standard error but Tidemark's
   */
  record Served(
      String page, Tool.Result stop, int exitCode, List<String> stdout, List<String> stderr) {}

  @OnEachJdk
  void tomcatStartsServesAndStops(Jdk jdk) throws Exception {
    Served without = serve(jdk, NOTHING, jvm -> {});
    assertThat(without.exitCode()).isZero();
    assertThat(without.stop().exitCode()).isZero();
    assertThat(serve(jdk, toolOptions(jdk), this::assertCensusIsTrue)).isEqualTo(without);
  }

  private Served serve(Jdk jdk, String toolOptions, Consumer<AgentJvm> meanwhile)
      throws IOException {
    Tomcat tomcat = new Tomcat(jdk, Files.createTempDirectory(folder, "tomcat"), toolOptions);
    try (AgentJvm jvm = tomcat.run()) {
      CensusClient browser = new CensusClient(tomcat.http());
      HttpResponse<String> page =
          Poll.until("page", () -> browser.get("/"), answer -> answer.statusCode() == 200);
      meanwhile.accept(jvm);
      Tool.Result stop = tomcat.stop();
      int exitCode = jvm.awaitExit();
      return new Served(
          page.body(),
          new Tool.Result(
              stop.exitCode(),
              plain(tomcat, toolOptions, stop.stdout()),
              plain(tomcat, toolOptions, stop.stderr())),
          exitCode,
          plain(tomcat, toolOptions, jvm.stdout()),
          plain(
              tomcat, toolOptions, jvm.stderr().stream().filter(line -> !isBanner(line)).toList()));
    }
  }

  private static List<String> plain(Tomcat tomcat, String toolOptions, List<String> lines) {
    return lines.stream()
        .map(line -> line.replace(toolOptions, "OPTIONS"))
        .map(tomcat::plain)
        // Tomcat tells how long it took where that was over a tenth of a second
        .filter(line -> !line.contains("SessionIdGeneratorBase.createSecureRandom"))
        .toList();
  }

  private void assertCensusIsTrue(AgentJvm jvm) {
    Poll.until("ready", client::isReady, Boolean::booleanValue);
    SameMoment moment = SameMoment.of(jvm, client, folder, MIN_SLOTS);
    List<MapFacts> dumped = moment.dump().maps(MIN_SLOTS);
    System.out.printf("%s, Tomcat: %d maps in the dump%n", jvm.jdk(), dumped.size());
    Soundness.assertIsTheDump(moment.census(), dumped);
    Soundness.assertSound(client);
    assertThat(jvm.stderr()).filteredOn(this::isBanner).hasSize(1);
  }

  private String toolOptions(Jdk jdk) {
    return Launch.on(jdk).options("port=" + port, "track.min-slots=" + MIN_SLOTS).javaagentFlag();
  }

  private boolean isBanner(String line) {
    return line.startsWith("tidemark: ") && line.endsWith(client.base().toString());
  }
}
