package io.tidemark.exporter.web;

/** How names are written into a page or JSON. */
final class Text {
  private Text() {}

  /** The text with every character that means something to HTML, and none that HTML forbids. */
  static String html(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    wellFormed(text)
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(Character.isISOControl(c) ? '\uFFFD' : (char) c);
              }
            });
    return html.toString();
  }

  /** The text with halves of surrogate pairs replaced: they have no form in UTF-8. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }
}
