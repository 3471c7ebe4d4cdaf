package io.tidemark.it.programs.semantics;

import java.util.Map;
import java.util.Set;
import junit.framework.TestSuite;
import org.apache.commons.collections4.BulkTest;
import org.apache.commons.collections4.map.AbstractMapTest;
import org.apache.commons.collections4.set.AbstractSetTest;

/** Apache Commons Collections' suites for each kind of map and set. */
public final class CommonsSuites {

  private CommonsSuites() {}

  static TestSuite all() {
    TestSuite all = new TestSuite("commons");
    all.addTest(BulkTest.makeSuite(OfHashMap.class));
    all.addTest(BulkTest.makeSuite(OfLinkedHashMap.class));
    all.addTest(BulkTest.makeSuite(OfAccessOrder.class));
    all.addTest(BulkTest.makeSuite(OfConcurrentHashMap.class));
    all.addTest(BulkTest.makeSuite(OfOwnHashMap.class));
    all.addTest(BulkTest.makeSuite(OfOwnLinkedHashMap.class));
    all.addTest(BulkTest.makeSuite(OfOwnConcurrentHashMap.class));
    all.addTest(BulkTest.makeSuite(OfHashSet.class));
    all.addTest(BulkTest.makeSuite(OfLinkedHashSet.class));
    all.addTest(BulkTest.makeSuite(OfKeySet.class));
    all.addTest(BulkTest.makeSuite(OfOwnHashSet.class));
    all.addTest(BulkTest.makeSuite(OfOwnLinkedHashSet.class));
    return all;
  }

  /** A map's suite, which reads no file. */
  public abstract static class OfMap extends AbstractMapTest<String, String> {
    private final MapKind kind;

    OfMap(String test, MapKind kind) {
      super(test);
      this.kind = kind;
    }

    @Override
    public final Map<String, String> makeObject() {
      return Kept.keep(kind.make());
    }

    @Override
    public final boolean isAllowNullKey() {
      return kind.isPlain();
    }

    @Override
    public final boolean isAllowNullValue() {
      return kind.isPlain();
    }

    @Override
    public final boolean isFailFastExpected() {
      return kind.isPlain();
    }

    @Override
    public final boolean isSubMapViewsSerializable() {
      return false;
    }

    @Override
    protected final boolean skipSerializedCanonicalTests() {
      return true;
    }
  }

  /** A set's suite, which reads no file. */
  public abstract static class OfSet extends AbstractSetTest<Object> {
    private final SetKind kind;

    OfSet(String test, SetKind kind) {
      super(test);
      this.kind = kind;
    }

    @Override
    public final Set<Object> makeObject() {
      return Kept.keep(kind.make());
    }

    @Override
    public final boolean isNullSupported() {
      return kind.isPlain();
    }

    @Override
    public final boolean isFailFastSupported() {
      return kind.isPlain();
    }

    @Override
    protected final boolean skipSerializedCanonicalTests() {
      return true;
    }
  }

  public static final class OfHashMap extends OfMap {
    public OfHashMap(String test) {
      super(test, MapKind.HASH_MAP);
    }
  }

  public static final class OfLinkedHashMap extends OfMap {
    public OfLinkedHashMap(String test) {
      super(test, MapKind.LINKED_HASH_MAP);
    }
  }

  public static final class OfAccessOrder extends OfMap {
    public OfAccessOrder(String test) {
      super(test, MapKind.ACCESS_ORDER);
    }
  }

  public static final class OfConcurrentHashMap extends OfMap {
    public OfConcurrentHashMap(String test) {
      super(test, MapKind.CONCURRENT_HASH_MAP);
    }
  }

  public static final class OfOwnHashMap extends OfMap {
    public OfOwnHashMap(String test) {
      super(test, MapKind.OWN_HASH_MAP);
    }
  }

  public static final class OfOwnLinkedHashMap extends OfMap {
    public OfOwnLinkedHashMap(String test) {
      super(test, MapKind.OWN_LINKED_HASH_MAP);
    }
  }

  public static final class OfOwnConcurrentHashMap extends OfMap {
    public OfOwnConcurrentHashMap(String test) {
      super(test, MapKind.OWN_CONCURRENT_HASH_MAP);
    }
  }

  public static final class OfHashSet extends OfSet {
    public OfHashSet(String test) {
      super(test, SetKind.HASH_SET);
    }
  }

  public static final class OfLinkedHashSet extends OfSet {
    public OfLinkedHashSet(String test) {
      super(test, SetKind.LINKED_HASH_SET);
    }
  }

  public static final class OfKeySet extends OfSet {
    public OfKeySet(String test) {
      super(test, SetKind.KEY_SET);
    }
  }

  public static final class OfOwnHashSet extends OfSet {
    public OfOwnHashSet(String test) {
      super(test, SetKind.OWN_HASH_SET);
    }
  }

  public static final class OfOwnLinkedHashSet extends OfSet {
    public OfOwnLinkedHashSet(String test) {
      super(test, SetKind.OWN_LINKED_HASH_SET);
    }
  }
}
