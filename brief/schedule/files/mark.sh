day=$(sed -n '/\/....-..-..\/briefing\./{s,.*/\(....-..-..\)/briefing\..*,\1,p;q;}' "$made")
message="The edition of $day, to be delivered"
