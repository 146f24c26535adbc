# Notes who was asked for.
function note(item) {
  lines = lines item "\n"
  work(8)
}
