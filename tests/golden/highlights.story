Melby (CNN) -- The harbor of Melby reopened on Thursday after eleven weeks of repair to its outer wall.

Two ferries left before noon, and a third followed in the evening.

"We had forgotten how near the other side is," said Ken Mori, who keeps the inn at Oxmoor.

The repair cost 4 million crowns, a quarter more than the council had set aside.

@highlight

Melby harbor reopened Thursday

@highlight

The repair cost 4 million crowns
