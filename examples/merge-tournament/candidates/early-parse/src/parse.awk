# The item that a request such as shop?item=7&page=1 asks for.
function parse(request,    parts, count, i) {
  count = split(request, parts, /[?&]/)
  for (i = 1; i <= count; i++) {
    work(3)
    if (parts[i] ~ /^item=/) {
      return substr(parts[i], 6)
    }
  }
}
