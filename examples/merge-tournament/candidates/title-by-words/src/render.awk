# A line of a page.
function render(item, price,    title, i, line, words, count) {
  title = "The price of item"
  count = split(title, words, " ")
  for (i = 1; i <= count; i++) {
    work(1)
    line = line (i > 1 ? " " : "") words[i]
  }
  return line " " item " is " price
}
