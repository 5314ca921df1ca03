day=$(sed -n 's,.*/\(....-..-..\)/briefing\..*,\1,p' "$made" | head -n 1)
message="The edition of $day, to be delivered"
