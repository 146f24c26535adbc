# Notes how often each was asked for.
function note(item) {
  asked[item]++
  work(3)
}
