# The item that a request such as shop?item=7&page=1 asks for.
function parse(request,    parts, count, i, item) {
  count = split(request, parts, /[?&]/)
  for (i = 1; i <= count; i++) {
    work(3)
    if (parts[i] ~ /^item=/) {
      item = substr(parts[i], 6)
    }
  }
  return item
}
