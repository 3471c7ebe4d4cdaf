package io.tidemark.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  private final HostCheck loopback =
      HostCheck.of("metrics.local", new InetSocketAddress("127.0.0.1", 0));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:9746",
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]",
        "[::1]:9746",
        "metrics.local",
        "Metrics.Local:80"
      })
  void ownNamesAreAnswered(String host) {
    assertThat(loopback.accepts(request(null, host))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9746",
        "localhost.evil.example",
        "localhost@evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.2",
        "",
        ":9746",
        "[::2]:9746",
        "localhost:1:2"
      })
  void otherNamesAreNot(String host) {
    assertThat(loopback.accepts(request(null, host))).isFalse();
  }

  @Test
  void aRequestWithoutOrWithTwoHostsIsNotAnswered() {
    assertThat(loopback.accepts(request(null))).isFalse();
    assertThat(loopback.accepts(request(null, "localhost", "localhost"))).isFalse();
  }

  @Test
  void aTargetThatNamesAnotherHostIsNotAnswered() {
    assertThat(loopback.accepts(request("evil.example", "localhost"))).isFalse();
    assertThat(loopback.accepts(request("localhost:9746", "localhost"))).isTrue();
  }

  @Test
  void theAddressThatAHostStandsForIsAnsweredAsJavaSpellsIt() {
    HostCheck six = HostCheck.of("::1", new InetSocketAddress("::1", 0));
    assertThat(six.accepts(request(null, "[::1]:9746"))).isTrue();
    assertThat(six.accepts(request(null, "[0:0:0:0:0:0:0:1]:9746"))).isTrue();
    HostCheck own = HostCheck.of("own-name", new InetSocketAddress("127.0.1.1", 0));
    assertThat(own.accepts(request(null, "127.0.1.1:9746"))).isTrue();
    assertThat(own.accepts(request(null, "127.0.1.2:9746"))).isFalse();
  }

  @Test
  void boundElsewhereAnyNameIsAnswered() {
    HostCheck all = HostCheck.of("0.0.0.0", new InetSocketAddress("0.0.0.0", 0));
    assertThat(all.accepts(request(null, "evil.example"))).isTrue();
  }

  private static Request request(String targetHost, String... hosts) {
    return new Request() {
      @Override
      public String method() {
        return "GET";
      }

      @Override
      public String path() {
        return "/";
      }

      @Override
      public String query() {
        return "";
      }

      @Override
      public String targetHost() {
        return targetHost;
      }

      @Override
      public List<String> headers(String name) {
        return name.equals("Host") ? List.of(hosts) : List.of();
      }
    };
  }
}
