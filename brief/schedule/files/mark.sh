# A day that is made anew by hand is sent to nobody: what is to be done for the latest edition stays.
if [ -z "${DAY:-}" ]; then
  day=$(sed -n '/\/....-..-..\/briefing\./{s,.*/\(....-..-..\)/briefing\..*,\1,p;q;}' "$made")
  message="The edition of $day, to be delivered"
elif [ -n "$base" ]; then
  message=$(git log -1 --format=%s "$base")
fi
