# A line of a page.
function render(item, price) {
  work(1)
  return "The price of item " item " is " price
}
