package dev.winnow.producers.webhook;

/** A delivery that is not taken: problem details of RFC 9457, and how it is counted. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final Outcome outcome;

  private Refusal(int status, String title, String detail, Outcome outcome) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.outcome = outcome;
  }

  static Refusal unsigned(String detail) {
    return new Refusal(401, "Not signed", detail, Outcome.UNSIGNED);
  }

  static Refusal tooLarge() {
    return new Refusal(
        413, "Too large", "a delivery has at most " + Bodies.LARGEST + " bytes", Outcome.TOO_LARGE);
  }

  static Refusal tooSlow() {
    return new Refusal(408, "Too slow", "the body did not come in time", Outcome.INVALID);
  }

  static Refusal unknownType(String detail) {
    return new Refusal(415, "Content type is not supported", detail, Outcome.INVALID);
  }

  static Refusal invalid(String detail) {
    return new Refusal(400, "Delivery is not valid", detail, Outcome.INVALID);
  }

  static Refusal busy() {
    return unavailable("too much is being received at once; deliver it again");
  }

  static Refusal unavailable(String detail) {
    return new Refusal(503, "Not available now", detail, Outcome.UNAVAILABLE);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  Outcome outcome() {
    return outcome;
  }
}
