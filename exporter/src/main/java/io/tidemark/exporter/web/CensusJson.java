package io.tidemark.exporter.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.Totals;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.http.Content;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One census as JSON. It is written a few maps at a time, since all of them may be tens of
 * megabytes. What is not known is left out.
 */
final class CensusJson implements Content {
  private static final int MAPS_A_PART = 32;

  /** No pool of buffers: one in a thread local of ours would outlive the exporter. */
  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.nonRecyclingPool()).build();

  private final Census census;
  private final OptionalLong residentBytes;
  private final OptionalLong heapAfterGcBytes;
  private final Optional<String> gc;
  private final int limit;
  private JsonGenerator json;

  /** Not the maps themselves: a client that reads slowly would have them all kept. */
  private int[] places;

  private int written;

  /**
   * @param limit how many maps at most
   */
  CensusJson(Census census, int limit, ProcessMemory memory, JvmMemory jvm) {
    this.census = census;
    this.residentBytes = memory.resident();
    this.heapAfterGcBytes = jvm.heapAfterGcBytes();
    this.gc = jvm.collectorName();
    this.limit = limit;
  }

  @Override
  public boolean writeNext(OutputStream out) throws IOException {
    if (json == null) {
      places = CensusOrder.places(census.maps(), limit);
      json = JSON.createGenerator(out);
      writeHead();
    }
    int end = Math.min(written + MAPS_A_PART, places.length);
    while (written < end) {
      write(census.maps().get(places[written++]));
    }
    if (written < places.length) {
      return true;
    }
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
    return false;
  }

  private void writeHead() throws IOException {
    json.writeStartObject();
    json.writeStringField("takenAt", census.takenAt().toString());
    json.writeNumberField("processId", ProcessHandle.current().pid());
    if (residentBytes.isPresent()) {
      json.writeNumberField("residentBytes", residentBytes.getAsLong());
    }
    if (heapAfterGcBytes.isPresent()) {
      json.writeNumberField("heapAfterGcBytes", heapAfterGcBytes.getAsLong());
    }
    if (gc.isPresent()) {
      json.writeStringField("gc", gc.get());
    }
    Totals totals = Totals.of(census.maps());
    json.writeObjectFieldStart("totals");
    json.writeNumberField("maps", totals.maps());
    json.writeNumberField("tableBytes", totals.tableBytes());
    json.writeNumberField("excessBytes", totals.excessBytes());
    json.writeNumberField("retainedEmptyMaps", totals.retainedEmptyMaps());
    json.writeNumberField("retainedEmptyTableBytes", totals.retainedEmptyTableBytes());
    json.writeEndObject();
    json.writeArrayFieldStart("maps");
  }

  private void write(TrackedMap map) throws IOException {
    json.writeStartObject();
    write("type", map.mapType());
    write("className", map.className());
    if (map.site() != null) {
      write("site", map.site().name());
      json.writeArrayFieldStart("stack");
      for (String frame : map.site().stack()) {
        json.writeString(Text.wellFormed(frame));
      }
      json.writeEndArray();
    }
    if (map.holder() != null) {
      write("holder", map.holder());
    }
    json.writeNumberField("slots", map.slots());
    json.writeNumberField("entries", map.entries());
    json.writeNumberField("peakEntries", map.peakEntries());
    json.writeNumberField("tableBytes", map.tableBytes());
    json.writeNumberField("excessBytes", map.excessBytes());
    // Rounded down: 1 would say that nothing of the table is needed, which is never so.
    json.writeNumberField("retentionRatio", Math.floor(map.retentionRatio() * 1e5) / 1e5);
    json.writeBooleanField("retainedEmpty", map.retainedEmpty());
    if (map.retainedEmpty()) {
      json.writeStringField("retainedSince", census.retainedSince(map).toString());
    }
    json.writeBooleanField("candidate", map.candidate());
    json.writeStringField("trackedSince", census.trackedSince(map).toString());
    json.writeNumberField("observedForSeconds", census.observedFor(map).toSeconds());
    json.writeStringField("origin", map.origin().name().toLowerCase(Locale.ROOT));
    json.writeStringField("liveness", map.liveness().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }

  private void write(String name, String value) throws IOException {
    json.writeStringField(name, Text.wellFormed(value));
  }
}
