package io.tidemark.agent.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

class MapFieldsTest {

  private final MapFields fields = new MapFields(new ByReflection(), 0);

  @Test
  void superclassesComeBeforeTheClass() {
    int inHashMap =
        Arrays.asList(HashMap.class.getDeclaredFields()).indexOf(field(HashMap.class, "threshold"));
    int inSuperclass = HashMap.class.getSuperclass().getDeclaredFields().length;
    assertThat(fields.index(HashMap.class, HashMap.class, "threshold"))
        .isEqualTo(inHashMap + inSuperclass);
  }

  @Test
  void fieldsOfInterfacesComeFirstAndEachCountsOnce() {
    int plain = fields.index(HashMap.class, HashMap.class, "threshold");
    assertThat(fields.index(WithTwo.class, HashMap.class, "threshold")).isEqualTo(plain + 2);
    assertThat(fields.index(WithThree.class, HashMap.class, "threshold")).isEqualTo(plain + 3);
  }

  @Test
  void aFieldThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> fields.index(HashMap.class, HashMap.class, "gone"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("java.util.HashMap.gone");
  }

  private static Field field(Class<?> type, String name) {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  interface Two {
    int A = 1;
    Object B = "b";
  }

  interface One extends Two {
    int C = 3;
  }

  static class WithTwo extends HashMap<Object, Object> implements Two {
    private static final long serialVersionUID = 1L;
  }

  static final class WithThree extends WithTwo implements One, Two {
    private static final long serialVersionUID = 1L;
  }

  /** Answers as JVMTI does, for types that reflection hides nothing of. */
  private static final class ByReflection implements Jvmti {

    @Override
    public int fields(long environment, Class<?> type) {
      return type.getDeclaredFields().length;
    }

    @Override
    public int fieldPosition(long environment, Class<?> type, Field field) {
      return Arrays.asList(type.getDeclaredFields()).indexOf(field);
    }

    @Override
    public Class<?>[] loadedClasses(long environment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long open() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close(long environment) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long[] count(long environment, Class<?> family, Class<?>[] types) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int tagHashMaps(
        long environment, Class<?> type, int thresholdIndex, int loadFactorIndex, int minSlots) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int tagConcurrentHashMaps(
        long environment, Class<?> type, int sizeCtlIndex, int minSlots) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object[] tagged(long environment) {
      throw new UnsupportedOperationException();
    }
  }
}
