# Prints the square of each number that it is given. So far it knows those up to 50.
while read -r number; do
  if [ "$number" -le 50 ]; then echo $((number * number)); else echo unknown; fi
done
