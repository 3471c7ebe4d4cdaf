package io.tidemark.exporter.metrics;

import java.util.ArrayList;
import java.util.List;

/** One metric family in words of no client library. Immutable once handed on. */
record Family(String name, Kind kind, String help, List<String> labels, List<Row> rows) {

  enum Kind {
    GAUGE,
    /** Its name ends in {@code _total}. */
    COUNTER
  }

  /** One value and its label values, in the order of the family's labels. */
  record Row(List<String> labelValues, double value) {}

  /** A family without rows yet. */
  static Family gauge(String name, String help, String... labels) {
    return new Family(name, Kind.GAUGE, help, List.of(labels), new ArrayList<>());
  }

  /** A family without rows yet. */
  static Family counter(String name, String help, String... labels) {
    return new Family(name, Kind.COUNTER, help, List.of(labels), new ArrayList<>());
  }

  /** Adds a row, or none where the value is not known, which is said by NaN. */
  Family row(double value, List<String> labelValues) {
    if (!Double.isNaN(value)) {
      rows.add(new Row(labelValues, value));
    }
    return this;
  }
}
