package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.PackedSizes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The libraries in the jar: each is listed, licensed, justified and weighed. */
class PackedLibrariesIT {

  /** What the document names; a library that needs more must be worth it. */
  private static final long BUDGET_BYTES = 5_250_000;

  private static final String BILL = "inst/META-INF/sbom/tidemark.cdx.json";
  private static final String LICENSES = "inst/META-INF/licenses/";

  /** A phrase of each licence's text, by the licence's SPDX identifier. */
  private static final Map<String, String> PHRASES =
      Map.of(
          "Apache-2.0", "Apache License",
          "MIT", "Permission is hereby granted, free of charge");

  private record Library(String version, String licence) {}

  private final Path jar = Launch.tidemarkJar();

  @Test
  void theBillOfMaterialsListsExactlyWhatIsPacked() throws IOException {
    Map<String, Long> sizes = PackedSizes.of(jar);
    sizes.remove(PackedSizes.OWN);
    sizes.remove(PackedSizes.FORMAT);
    assertThat(sizes.keySet()).isEqualTo(libraries().keySet()).hasSizeGreaterThan(10);
    assertThat(PackedSizes.ownEntries(jar))
        .contains(BILL)
        .allMatch(
            name ->
                name.matches(
                    "META-INF/(MANIFEST.MF)?|io/.*|inst/(io/tidemark|java/util|native)/.*|"
                        + BILL));
  }

  @Test
  void theBillOfMaterialsHoldsNothingThatIsAnotherInEachBuild() throws IOException {
    JsonNode bill = bill();
    assertThat(bill.required("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.has("serialNumber")).isFalse();
    assertThat(bill.required("metadata").has("timestamp")).isFalse();
  }

  @Test
  void eachLibrarysLicenceIsPackedUnderANameOfItsOwn() throws IOException {
    Map<String, Library> libraries = libraries();
    try (JarFile file = new JarFile(jar.toFile())) {
      List<String> names = file.stream().map(JarEntry::getName).toList();
      for (Map.Entry<String, Library> library : libraries.entrySet()) {
        String licence = LICENSES + library.getKey() + "/LICENSE";
        List<String> found = names.stream().filter(name -> name.startsWith(licence)).toList();
        assertThat(found).as("licence of %s", library.getKey()).hasSize(1);
        assertThat(text(file, found.get(0)).replaceAll("\\s+", " "))
            .as(found.get(0))
            .contains(PHRASES.get(library.getValue().licence()));
      }
      assertThat(names)
          .filteredOn(name -> name.startsWith(LICENSES))
          .allMatch(name -> libraries.containsKey(name.split("/")[3]));
      // one that is left outside would be overwritten by the next of its name
      assertThat(names)
          .filteredOn(name -> !name.startsWith(LICENSES) && !name.endsWith(".classdata"))
          .noneMatch(name -> name.matches("(?i).*(licen[sc]e|notice|copying|copyright).*"));
    }
  }

  @Test
  void theDocumentJustifiesExactlyThePackedLibraries() throws IOException {
    Map<String, Long> sizes = PackedSizes.of(jar);
    Map<String, Library> named = new TreeMap<>();
    for (List<String> row : documentRows()) {
      assertThat(row).as("library, version, licence, KiB, reason").hasSize(5);
      named.put(row.get(0), new Library(row.get(1), row.get(2)));
      assertThat(row.get(4)).as("the reason for %s", row.get(0)).hasSizeGreaterThan(20);
      // another JDK's deflater gives slightly other sizes
      assertThat(Double.parseDouble(row.get(3)))
          .as("KiB of %s, which bin/jar-sizes prints", row.get(0))
          .isCloseTo(sizes.get(row.get(0)) / 1024.0, withPercentage(3));
    }
    assertThat(named).isEqualTo(libraries());
  }

  @Test
  void theJarKeepsToItsBudget() throws IOException {
    assertThat(Files.size(jar)).isBetween(BUDGET_BYTES / 2, BUDGET_BYTES);
  }

  /** The rows of the document's table, its head left out. */
  private static List<List<String>> documentRows() throws IOException {
    Path document = Path.of(System.getProperty("tidemark.docs"), "dependencies.md");
    try (var lines = Files.lines(document)) {
      return lines
          .filter(line -> line.startsWith("| ") && line.matches(".*\\| *[0-9.]+ *\\|.*"))
          .map(line -> List.of(line.substring(1, line.length() - 1).strip().split(" *\\| *")))
          .toList();
    }
  }

  private Map<String, Library> libraries() throws IOException {
    Map<String, Library> libraries = new TreeMap<>();
    for (JsonNode component : bill().required("components")) {
      if (!component.required("group").asText().equals("io.tidemark")) {
        libraries.put(
            component.required("name").asText(),
            new Library(component.required("version").asText(), licence(component)));
      }
    }
    return libraries;
  }

  private static String licence(JsonNode component) {
    List<String> licences = new ArrayList<>();
    component.required("licenses").forEach(one -> licences.add(one.at("/license/id").asText()));
    return String.join(" or ", licences);
  }

  private JsonNode bill() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return new ObjectMapper().readTree(text(file, BILL));
    }
  }

  private static String text(JarFile file, String name) throws IOException {
    try (InputStream in = file.getInputStream(file.getJarEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
