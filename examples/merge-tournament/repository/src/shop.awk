# A page for a request.
function serve(request,    item, price) {
  item = parse(request)
  note(item)
  price = load(item)
  return render(item, price)
}
