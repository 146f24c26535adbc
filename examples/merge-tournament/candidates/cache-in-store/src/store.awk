# The price of an item, which is far away. What was loaded before is near.
function load(item) {
  work(2)
  if (!(item in loaded)) {
    work(40 + item % 20)
    loaded[item] = (item * 37) % 1000
  }
  return loaded[item]
}
