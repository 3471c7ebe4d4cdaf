package io.tidemark.agent.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadedTypesTest {

  @Test
  void aFieldDescriptorNamesAClass() {
    assertThat(LoadedTypes.typeName("Ljava/util/Map;")).isEqualTo("java.util.Map");
    assertThat(LoadedTypes.typeName("[[Lapp/Outer$Inner;")).isEqualTo("app.Outer$Inner");
    assertThat(LoadedTypes.typeName("LNoPackage;")).isEqualTo("NoPackage");
  }

  @Test
  void anythingElseNamesNone() {
    assertThat(LoadedTypes.typeName("")).isNull();
    assertThat(LoadedTypes.typeName("[")).isNull();
    assertThat(LoadedTypes.typeName("I")).isNull();
    assertThat(LoadedTypes.typeName("[[J")).isNull();
    assertThat(LoadedTypes.typeName("java/util/Map")).isNull();
    assertThat(LoadedTypes.typeName("(Ljava/util/Map;)V")).isNull();
    assertThat(LoadedTypes.typeName("Ljava/util/Map<Lapp/Key;Lapp/Value;>;")).isNull();
    assertThat(LoadedTypes.typeName("Lapp/A;Lapp/B;")).isNull();
  }
}
