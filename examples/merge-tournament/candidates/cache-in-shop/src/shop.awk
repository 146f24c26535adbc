# A page for a request. Prices that were asked for before are known.
function serve(request,    item, price) {
  item = parse(request)
  note(item)
  work(3)
  if (!(item in known)) {
    known[item] = load(item)
  }
  price = known[item]
  return render(item, price)
}
