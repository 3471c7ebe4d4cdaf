package io.tidemark.agent.config;

/** The parsers of plain values: numbers, words and texts. */
final class Parsers {

  private Parsers() {}

  record WholeNumber(int least, int most) implements Parser<Integer> {
    @Override
    public Integer parse(String text) {
      try {
        int value = Integer.parseInt(text);
        return value >= least && value <= most ? Integer.valueOf(value) : null;
      } catch (NumberFormatException notANumber) {
        return null;
      }
    }

    @Override
    public String allowed() {
      return "a whole number from " + least + " to " + most;
    }
  }

  /** From 0 to 0.99, both included. */
  record Fraction() implements Parser<Double> {
    private static final double MOST = 0.99;

    @Override
    public Double parse(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if ((c < '0' || c > '9') && c != '.') {
          return null;
        }
      }
      try {
        double value = Double.parseDouble(text);
        return value <= MOST ? Double.valueOf(value) : null;
      } catch (NumberFormatException notANumber) {
        return null;
      }
    }

    @Override
    public String allowed() {
      return "a number from 0 to 0.99, such as 0.25";
    }
  }

  record TrueOrFalse() implements Parser<Boolean> {
    @Override
    public Boolean parse(String text) {
      if (text.equalsIgnoreCase("true")) {
        return Boolean.TRUE;
      }
      return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
    }

    @Override
    public String allowed() {
      return "true or false";
    }
  }

  record DiscoveryMode() implements Parser<Config.Discovery> {
    @Override
    public Config.Discovery parse(String text) {
      for (Config.Discovery mode : Config.Discovery.values()) {
        if (mode.name().equalsIgnoreCase(text)) {
          return mode;
        }
      }
      return null;
    }

    @Override
    public String allowed() {
      return "one of auto, always, never";
    }
  }

  /**
   * Letters, digits and the signs of names and addresses; whether it resolves is not asked here.
   */
  record HostName() implements Parser<String> {
    @Override
    public String parse(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!Character.isLetterOrDigit(c) && ".-_:%".indexOf(c) < 0) {
          return null;
        }
      }
      return text.isEmpty() ? null : text;
    }

    @Override
    public String allowed() {
      return "a host name or an IP address";
    }
  }

  record Path() implements Parser<String> {
    @Override
    public String parse(String text) {
      return text.isEmpty() ? null : text;
    }

    @Override
    public String allowed() {
      return "the path of a YAML file, or none";
    }
  }
}
