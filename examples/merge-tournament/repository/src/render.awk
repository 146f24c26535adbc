# A line of a page.
function render(item, price,    title, i, line) {
  title = "The price of item"
  for (i = 1; i <= length(title); i++) {
    work(1)
    line = line substr(title, i, 1)
  }
  return line " " item " is " price
}
