# Serves requests that are drawn from the seed alone, and counts what that takes. Some items are
# asked for again and again. The clock of a real benchmark is never quite right: neither is this.
function work(steps) {
  taken += steps
}

BEGIN {
  srand(seed)
  for (i = 1; i <= requests; i++) {
    item = int(exp(rand() * log(300)))
    order = rand() < 0.5 ? "item=" item "&page=1&lang=en" : "page=1&lang=en&item=" item
    page = serve("shop?" order)
    if (page != "The price of item " item " is " (item * 37) % 1000) {
      print "wrong page for item " item ": " page > "/dev/stderr"
      exit 1
    }
  }
  printf "{\"steps\": %.4f}\n", taken / requests * (0.99 + noise / 65536 * 0.02)
}
