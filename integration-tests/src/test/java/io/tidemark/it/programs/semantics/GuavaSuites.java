package io.tidemark.it.programs.semantics;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringSetGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.Feature;
import com.google.common.collect.testing.features.MapFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import junit.framework.TestSuite;

/** guava-testlib's suites for each kind of map and set. */
final class GuavaSuites {

  private GuavaSuites() {}

  static TestSuite all() {
    TestSuite all = new TestSuite("guava");
    for (MapKind kind : MapKind.values()) {
      MapTestSuiteBuilder<String, String> builder =
          kind.isPlain()
              ? MapTestSuiteBuilder.using(generator(kind))
              : ConcurrentMapTestSuiteBuilder.using(generator(kind));
      all.addTest(builder.named(kind.name()).withFeatures(features(kind)).createTestSuite());
    }
    for (SetKind kind : SetKind.values()) {
      all.addTest(
          SetTestSuiteBuilder.using(generator(kind))
              .named(kind.name())
              .withFeatures(features(kind))
              .createTestSuite());
    }
    return all;
  }

  private static List<Feature<?>> features(MapKind kind) {
    List<Feature<?>> features =
        new ArrayList<>(
            List.of(
                MapFeature.GENERAL_PURPOSE,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionFeature.SERIALIZABLE,
                CollectionSize.ANY));
    if (kind.isPlain()) {
      features.add(MapFeature.ALLOWS_NULL_KEYS);
      features.add(MapFeature.ALLOWS_NULL_VALUES);
      features.add(MapFeature.ALLOWS_ANY_NULL_QUERIES);
      features.add(MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION);
    }
    if (kind.isInInsertionOrder()) {
      features.add(CollectionFeature.KNOWN_ORDER);
    }
    return features;
  }

  private static List<Feature<?>> features(SetKind kind) {
    List<Feature<?>> features =
        new ArrayList<>(
            List.of(
                CollectionFeature.GENERAL_PURPOSE,
                CollectionFeature.SERIALIZABLE,
                CollectionSize.ANY));
    if (kind.isPlain()) {
      features.add(CollectionFeature.ALLOWS_NULL_VALUES);
      features.add(CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION);
    }
    if (kind.isInInsertionOrder()) {
      features.add(CollectionFeature.KNOWN_ORDER);
    }
    return features;
  }

  private static TestStringMapGenerator generator(MapKind kind) {
    return new TestStringMapGenerator() {
      @Override
      protected Map<String, String> create(Map.Entry<String, String>[] entries) {
        Map<String, String> map = Kept.keep(kind.make());
        for (Map.Entry<String, String> entry : entries) {
          map.put(entry.getKey(), entry.getValue());
        }
        return map;
      }
    };
  }

  private static TestStringSetGenerator generator(SetKind kind) {
    return new TestStringSetGenerator() {
      @Override
      protected Set<String> create(String[] elements) {
        Set<String> set = Kept.keep(kind.make());
        for (String element : elements) {
          set.add(element);
        }
        return set;
      }
    };
  }
}
