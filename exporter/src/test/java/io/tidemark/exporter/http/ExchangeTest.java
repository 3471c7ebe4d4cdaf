package io.tidemark.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "deflate, gzip",
        "GZIP;q=0.5",
        "gzip ; q=1.0, identity",
        "br,gzip;q=0.001"
      })
  void gzipIsUnderstood(String acceptEncoding) {
    assertThat(Exchange.acceptsGzip(acceptEncoding)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "gzip;q=0", "gzip; q=0.000", "x-gzip", "gzipped"})
  void gzipThatIsNotAskedForIsNotGiven(String acceptEncoding) {
    assertThat(Exchange.acceptsGzip(acceptEncoding)).isFalse();
    assertThat(Exchange.acceptsGzip(null)).isFalse();
  }

  @Test
  void chunksGiveBackWhatWasWrittenInTurn() {
    Random random = new Random(7);
    byte[] bytes = new byte[200_000];
    random.nextBytes(bytes);
    Chunks chunks = new Chunks();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int written = 0;
    while (read.size() < bytes.length) {
      int more = Math.min(random.nextInt(40_000), bytes.length - written);
      chunks.write(bytes, written, more);
      written += more;
      if (written < bytes.length) {
        chunks.write(bytes[written++]);
      }
      for (int i = random.nextInt(4); i >= 0 || written == bytes.length; i--) {
        ByteBuffer next = chunks.next();
        if (!next.hasRemaining()) {
          break;
        }
        byte[] part = new byte[Math.min(next.remaining(), 1 + random.nextInt(20_000))];
        next.get(part);
        read.writeBytes(part);
      }
    }
    assertThat(read.toByteArray()).isEqualTo(bytes);
    assertThat(chunks.next().hasRemaining()).isFalse();
  }
}
