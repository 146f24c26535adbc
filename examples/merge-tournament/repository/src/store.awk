# The price of an item, which is far away.
function load(item) {
  work(40 + item % 20)
  return (item * 37) % 1000
}
