package io.tidemark.agent.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the real sockets of this process. */
class ListeningTest {

  private static final ProcFolder SELF = new ProcFolder(Jvms.PROC, "self");

  @ParameterizedTest
  @CsvSource({"127.0.0.1,127.0.0.1", "127.3.2.1,127.3.2.1", "0.0.0.0,127.0.0.1"})
  void theAddressIsTheOneThatTheSocketIsBoundTo(String bound, String reached) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(bound))) {
      int port = socket.getLocalPort();
      assertThat(Listening.on(SELF, port)).hasValue(new InetSocketAddress(reached, port));
    }
  }

  @Test
  void aPortThatNobodyListensOnHasNone() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(Listening.on(SELF, port)).isEmpty();
  }
}
