package io.tidemark.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/** What the JVM may call it with while it retransforms the maps. */
class HookTransformerTest {

  private static final String HASH_MAP = "java/util/HashMap";

  private final HookTransformer transformer = new HookTransformer();

  @Test
  void theMapItselfIsWoven() throws IOException {
    transformer.weaver(new MapWeaver(new Thresholds(4096, 65536, 0.25)));
    assertThat(transformer.transform(null, HASH_MAP, HashMap.class, null, hashMap())).isNotNull();
    assertThat(transformer.failure()).isNull();
  }

  /** JDK 17 and 25 do so during the first retransformation of HashMap. */
  @Test
  void anotherClassUnderTheMapsClassIsLeftAlone() throws IOException {
    transformer.weaver(new MapWeaver(new Thresholds(4096, 65536, 0.25)));
    for (String name :
        new String[] {
          "java/lang/WeakPairMap$Pair$Weak", "java/lang/Module$ReflectionData", "", null
        }) {
      assertThat(transformer.transform(null, name, HashMap.class, null, hashMap()))
          .as("%s", name)
          .isNull();
    }
    assertThat(transformer.failure()).isNull();
  }

  @Test
  void aClassOfTheMapsNameAndAClassThatIsBeingDefinedAreLeftAlone() throws IOException {
    transformer.weaver(new MapWeaver(new Thresholds(4096, 65536, 0.25)));
    assertThat(transformer.transform(null, HASH_MAP, String.class, null, hashMap())).isNull();
    assertThat(transformer.transform(null, HASH_MAP, null, null, hashMap())).isNull();
    assertThat(transformer.failure()).isNull();
  }

  @Test
  void withoutAWeaverTheMapStaysAsItIs() throws IOException {
    assertThat(transformer.transform(null, HASH_MAP, HashMap.class, null, hashMap())).isNull();
  }

  @Test
  void whatCannotBeWovenIsKeptAsTheFailureUntilTheNextWeaver() throws IOException {
    transformer.weaver(new MapWeaver(new Thresholds(4096, 65536, 0.25)));
    byte[] newer = hashMap();
    newer[7] = (byte) 199;
    assertThat(transformer.transform(null, HASH_MAP, HashMap.class, null, newer)).isNull();
    assertThat(transformer.failure()).isInstanceOf(IllegalArgumentException.class);
    transformer.weaver(null);
    assertThat(transformer.failure()).isNull();
  }

  private static byte[] hashMap() throws IOException {
    try (InputStream in = Object.class.getResourceAsStream("/" + HASH_MAP + ".class")) {
      return in.readAllBytes();
    }
  }
}
